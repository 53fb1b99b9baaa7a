import Addressing
import AsyncHTTPClient
import JSON
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// The application's HTTP routes. Every request has the token, asks for JSON and follows no redirect; while
/// connected it carries the socket's id, so that the application can leave us out of the broadcast
/// (protocol notes 7.5). No request has `Origin` or `Referer` (6.4).
public final class APIClient: Sendable {
    let configuration: APIConfiguration
    private let token: Mutex<String?>
    private let socketID: @Sendable () -> String?
    private let http: HTTPClient

    /// Longest answer that is read, in bytes.
    private static let maximumBody = 8 << 20
    /// Longest quotation of the application's own words, in characters: a debug page must not fill the screen.
    private static let maximumMessage = 300

    /// A client that has sent nothing yet. Connecting, and each wait for the answer to go on, may take 10 s.
    /// - Parameters:
    ///   - token: nil for a client that only signs in.
    ///   - socketID: the id of the connection that stands now.
    /// - Throws: `clearText` where the token would travel in clear, `unreachable` where `caFile` can't be used.
    public init(
        configuration: APIConfiguration, token: String?, socketID: @escaping @Sendable () -> String? = { nil }
    ) throws(APIError) {
        self.configuration = configuration
        self.token = Mutex(token)
        self.socketID = socketID
        guard configuration.maySendToken else { throw .clearText(host: configuration.host) }
        var tls = TLSConfiguration.makeClientConfiguration()
        do {
            if let file = configuration.caFile {
                tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
            }
        } catch {
            throw .unreachable(
                host: configuration.host, reason: "\(configuration.caFile ?? "") is not a PEM file")
        }
        if configuration.isInsecure { tls.certificateVerification = .none }
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(10))
        )
        settings.httpVersion = .http1Only
        // A refused connection is an answer; who asked decides about another try.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.proxy = configuration.proxy.map(HTTPClient.Configuration.Proxy.init)
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// Lets go of its connections; the client is of no use afterwards.
    public func shutdown() async { try? await http.shutdown() }

    /// Goes on with another token.
    public func use(token: String) { self.token.withLock { $0 = token } }

    // MARK: One request

    /// What a request carries besides its path.
    struct Body {
        var bytes: [UInt8]
        var type = "application/json"
    }

    func get(_ path: String, advice: String) async throws(APIError) -> JSONValue {
        try Self.parse(try await send(.GET, path, advice: advice), path)
    }

    static func parse(_ bytes: [UInt8], _ path: String) throws(APIError) -> JSONValue {
        guard let root = try? JSONValue(parsing: bytes) else {
            throw .unexpectedAnswer(path: place(path), isWebPage: isWebPage(bytes))
        }
        return root
    }

    /// - Parameter advice: what to look at where there is no such route.
    func send(
        _ method: HTTPMethod, _ path: String, body: Body? = nil, headers: [(String, String)] = [],
        carriesSocketID: Bool = true, advice: String
    ) async throws(APIError) -> [UInt8] {
        var request = HTTPClientRequest(url: configuration.baseURL + path)
        request.method = method
        request.headers.add(name: "Accept", value: "application/json")
        if let token = token.withLock({ $0 }) {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        if carriesSocketID, let id = socketID() { request.headers.add(name: "X-Socket-ID", value: id) }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body {
            request.headers.add(name: "Content-Type", value: body.type)
            request.body = .bytes(body.bytes)
        }
        let response: HTTPClientResponse
        let bytes: [UInt8]
        do {
            response = try await http.execute(request, timeout: .seconds(10))
            bytes = Array(buffer: try await response.body.collect(upTo: Self.maximumBody))
        } catch {
            throw .unreachable(host: configuration.host, reason: Failures.reason(error, configuration.proxy))
        }
        let status = Int(response.status.code)
        if (200..<300).contains(status) { return bytes }
        // A request in clear goes through no tunnel: the proxy answers in the application's place.
        if status == 407, let proxy = configuration.proxy {
            throw .unreachable(host: configuration.host, reason: proxy.sentence(.wrongCredentials))
        }
        throw refusal(status, Self.place(path), bytes, response.headers, advice)
    }

    private func refusal(
        _ status: Int, _ place: String, _ bytes: [UInt8], _ headers: HTTPHeaders, _ advice: String
    ) -> APIError {
        let root = try? JSONValue(parsing: bytes)
        let message = String((root?["message"]?.string ?? "").prefix(Self.maximumMessage))
        let wait = headers.first(name: "Retry-After").flatMap { Int($0) }.map { max(0, $0) }
        switch status {
        case 300..<400:
            return .redirected(path: place, location: headers.first(name: "Location") ?? "")
        case 401: return .unauthenticated(path: place)
        case 403: return .forbidden(path: place, message: message)
        case 404, 405: return .notFound(path: place, advice: advice)
        case 409:
            return .conflict(path: place, newer: root.flatMap { TaskDetail($0["data"] ?? $0) })
        case 410: return .gone(path: place)
        case 419: return .csrf(path: place, host: configuration.host)
        case 422: return .invalid(path: place, message: message)
        case 429: return .throttled(path: place, retryAfter: wait)
        case 503 where wait != nil: return .throttled(path: place, retryAfter: wait)
        default: return .status(status, path: place, message: message)
        }
    }

    /// The path without its query, for sentences.
    static func place(_ path: String) -> String { path.prefix { $0 != "?" }.description }

    static func isWebPage(_ bytes: [UInt8]) -> Bool {
        bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
    }
}
