import AsyncHTTPClient
public import JSON
import NIOCore
import NIOHTTP1
import NIOSSL

/// The application's HTTP routes. Every request has the token, asks for JSON and follows no redirect; while
/// connected it carries the socket's id, so that the application can leave us out of the broadcast
/// (protocol notes 7.5). No request has `Origin` or `Referer` (6.4).
public final class APIClient: Sendable {
    private let configuration: APIConfiguration
    private let token: String?
    private let socketID: @Sendable () -> String?
    private let http: HTTPClient

    /// Longest answer that is read, in bytes.
    private static let maximumBody = 8 << 20

    /// - Parameter socketID: the id of the connection that stands now.
    public init(
        configuration: APIConfiguration, token: String?, socketID: @escaping @Sendable () -> String? = { nil }
    ) throws(APIError) {
        self.configuration = configuration
        self.token = token
        self.socketID = socketID
        guard token == nil || configuration.maySendToken else { throw .clearText(host: configuration.host) }
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
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// Lets go of its connections; the client is of no use afterwards.
    public func shutdown() async { try? await http.shutdown() }

    /// Whether the application can list projects.
    public var listsProjects: Bool { !configuration.projectsPath.isEmpty }

    /// Whether the application has a history to catch up with.
    public var canCatchUp: Bool { !configuration.eventsPath.isEmpty }

    // MARK: Routes

    /// Signs in with e-mail and password; the token comes as plain text or as `{"token":"…"}`.
    public func login(email: String, password: String, deviceName: String) async throws(APIError) -> String {
        let body: JSONTree = [
            "email": .string(email), "password": .string(password), "device_name": .string(deviceName),
        ]
        let path = configuration.loginPath
        let answer = try await send(.POST, path, body: body.serializedBytes())
        let text =
            (try? JSONValue(parsing: answer)).flatMap { $0["token"]?.string ?? $0.string }
            ?? String(decoding: answer, as: UTF8.self)
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.hasPrefix("<"),
            !text.hasPrefix("{")
        else { throw .unexpectedAnswer(path: path) }
        return text
    }

    /// Revokes the token.
    public func logout() async throws(APIError) { _ = try await send(.DELETE, "/api/tokens/current") }

    /// Who the token belongs to.
    public func user() async throws(APIError) -> User {
        let root = try await get("/api/user")
        let user = root["data"] ?? root
        guard let id = user["id"]?.identifier else { throw .unexpectedAnswer(path: "/api/user") }
        return User(
            id: id, name: user["name"]?.string ?? "", email: user["email"]?.string,
            handles: ["username", "handle"].compactMap { user[$0]?.string }
        )
    }

    /// The workspaces the user may see.
    public func workspaces() async throws(APIError) -> [Place] { try await places("/api/workspaces") }

    /// The projects of a workspace.
    public func projects(workspace: String) async throws(APIError) -> [Place] {
        try await places(configuration.projectsPath.replacing("{workspace}", with: workspace))
    }

    private func places(_ path: String) async throws(APIError) -> [Place] {
        let root = try await get(path)
        guard let list = root["data"] ?? (root.kind == .array ? root : nil) else {
            throw .unexpectedAnswer(path: path)
        }
        return list.elements.compactMap { place in
            place["id"]?.identifier.map { id in
                Place(
                    id: id, key: place["key"]?.string,
                    name: place["name"]?.string ?? place["key"]?.string ?? id)
            }
        }
    }

    /// A task with its comments.
    public func task(_ id: String) async throws(APIError) -> TaskDetail {
        let path = configuration.taskPath.replacing("{task}", with: Self.escaped(id))
        let root = try await get(path)
        guard let task = TaskDetail(root["data"] ?? root) else { throw .unexpectedAnswer(path: path) }
        return task
    }

    /// Adds a comment to a task.
    public func comment(task id: String, body: String, parent: String? = nil) async throws(APIError) {
        let path = configuration.taskPath.replacing("{task}", with: Self.escaped(id)) + "/comments"
        let tree: JSONTree = [
            "body": .string(body),
            "parent_id": parent.map { Int($0).map(JSONTree.integer) ?? .string($0) } ?? .null,
        ]
        _ = try await send(.POST, path, body: tree.serializedBytes())
    }

    /// Changes fields of a task; `conflict` when somebody was faster.
    public func update(task id: String, _ fields: JSONTree) async throws(APIError) -> TaskDetail {
        let path = configuration.taskPath.replacing("{task}", with: Self.escaped(id))
        let answer = try await send(.PATCH, path, body: fields.serializedBytes())
        guard let root = try? JSONValue(parsing: answer), let task = TaskDetail(root["data"] ?? root) else {
            throw .unexpectedAnswer(path: path)
        }
        return task
    }

    /// One page of the workspace's history; without a cursor the newest one.
    public func events(workspace: String, after: String?, limit: Int) async throws(APIError) -> EventPage {
        var path = configuration.eventsPath.replacing("{workspace}", with: workspace) + "?limit=\(limit)"
        if let after { path += "&after=\(Self.escaped(after))" }
        let root = try await get(path)
        guard let list = root["data"], list.kind == .array else { throw .unexpectedAnswer(path: path) }
        let entries = list.elements.compactMap { entry in
            entry["event"]?.string.map { name in
                EventPage.Entry(
                    cursor: entry["cursor"]?.identifier, event: name, channel: entry["channel"]?.string ?? "",
                    data: entry["data"].map { $0.stringBytes ?? Array($0.rawBytes) } ?? [],
                    createdAt: entry["created_at"]?.string
                )
            }
        }
        return EventPage(
            events: entries, next: root["next"]?.identifier, oldest: root["oldest"]?.identifier,
            cursor: root["cursor"]?.identifier ?? entries.last?.cursor
        )
    }

    /// A channel's signature (protocol notes 6.1 to 6.3). The session decides about retries.
    public func authorise(channel: String, socketID: String) async -> ChannelAuthorisation {
        let form = "socket_id=\(Self.escaped(socketID))&channel_name=\(Self.escaped(channel))"
        do {
            let answer = try await send(
                .POST, configuration.authPath, body: Array(form.utf8),
                type: "application/x-www-form-urlencoded",
                isAuthorisation: true
            )
            guard let root = try? JSONValue(parsing: answer), let auth = root["auth"]?.string else {
                return .refused(status: 200, message: "")
            }
            return .granted(
                auth: auth, channelData: root["channel_data"]?.string,
                sharedSecret: root["shared_secret"]?.string
            )
        } catch .unreachable(let host, let reason) {
            return .unreachable(message: "\(host) can't be reached to authorise \(channel) (\(reason))")
        } catch .throttled(_, let seconds) {
            return .throttled(retryAfter: seconds.map { .seconds($0) })
        } catch .forbidden(_, let message) {
            return .refused(status: 403, message: message)
        } catch .invalid(_, let message) {
            return .refused(status: 422, message: message)
        } catch {
            return .refused(status: error.status ?? 0, message: "")
        }
    }

    // MARK: One request

    private func get(_ path: String) async throws(APIError) -> JSONValue {
        let answer = try await send(.GET, path)
        guard let root = try? JSONValue(parsing: answer) else { throw .unexpectedAnswer(path: path) }
        return root
    }

    private func send(
        _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, type: String = "application/json",
        isAuthorisation: Bool = false
    ) async throws(APIError) -> [UInt8] {
        var request = HTTPClientRequest(url: configuration.baseURL + path)
        request.method = method
        request.headers.add(name: "Accept", value: "application/json")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if !isAuthorisation, let id = socketID() { request.headers.add(name: "X-Socket-ID", value: id) }
        if let body {
            request.headers.add(name: "Content-Type", value: type)
            request.body = .bytes(body)
        }
        let place = path.prefix { $0 != "?" }.description
        let response: HTTPClientResponse
        let bytes: [UInt8]
        do {
            response = try await http.execute(request, timeout: .seconds(10))
            bytes = Array(buffer: try await response.body.collect(upTo: Self.maximumBody))
        } catch {
            throw .unreachable(host: configuration.host, reason: Self.reason(error))
        }
        let status = Int(response.status.code)
        if (200..<300).contains(status) { return bytes }
        let message = (try? JSONValue(parsing: bytes))?["message"]?.string ?? ""
        switch status {
        case 300..<400: throw .redirected(path: place)
        case 401: throw .unauthenticated(path: place)
        case 403: throw .forbidden(path: place, message: message)
        case 404: throw .notFound(path: place)
        case 409: throw .conflict(path: place)
        case 419: throw .csrf(path: place)
        case 422: throw .invalid(path: place, message: message)
        case 429:
            throw .throttled(
                path: place, retryAfter: response.headers.first(name: "Retry-After").flatMap { Int($0) })
        default: throw .status(status, path: place)
        }
    }

    private static func reason(_ error: any Error) -> String {
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return "its certificate is not trusted; set server.ca_file"
        }
        if text.contains("Connection refused") || text.contains("errno: 111") { return "connection refused" }
        if text.contains("Timeout") || text.contains("deadlineExceeded") { return "no answer in time" }
        return text
    }

    /// Everything but RFC 3986's unreserved characters as `%XX`.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                output.append(byte)
            default: output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension TaskDetail {
    init?(_ task: JSONValue) {
        guard let id = task["id"]?.identifier else { return nil }
        self.init(
            id: id, key: task["key"]?.string, title: task["title"]?.string ?? task["name"]?.string ?? "",
            status: task["status"]?.string, assignee: task["assignee"]?["name"]?.string,
            updatedAt: task["updated_at"]?.string, version: task["version"]?.int,
            comments: (task["comments"]?.elements ?? []).map { comment in
                Comment(
                    author: comment["author"]?["name"]?.string ?? comment["user"]?["name"]?.string ?? "",
                    body: comment["body"]?.string ?? "", createdAt: comment["created_at"]?.string
                )
            }
        )
    }
}
