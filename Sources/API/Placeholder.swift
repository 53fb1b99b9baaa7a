internal import AsyncHTTPClient
func dependencyProbe() { _ = HTTPClient.shared }
