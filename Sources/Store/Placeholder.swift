internal import GRDB
func dependencyProbe() throws { _ = try DatabaseQueue() }
