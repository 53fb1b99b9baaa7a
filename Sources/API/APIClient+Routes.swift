import Addressing
public import JSON
import NIOHTTP1

// The routes of the HTTP contract. All throw an `APIError`.
extension APIClient {
    /// Whether the application can list projects.
    public var listsProjects: Bool { !configuration.projectsPath.isEmpty }

    /// Whether the application has a history to catch up with.
    public var canCatchUp: Bool { !configuration.eventsPath.isEmpty }

    // MARK: The token

    /// The two routes that Sanctum's documentation sketches for tokens (protocol notes 6.5).
    static let loginPaths = ["/sanctum/token", "/tokens/create"]

    /// Signs in with e-mail and password; the token comes as plain text or as `{"token":"…"}`. Where the
    /// configured route doesn't exist, the other one of Sanctum's documentation is tried.
    public func login(email: String, password: String, deviceName: String) async throws(APIError) -> String {
        let body: JSONTree = [
            "email": .string(email), "password": .string(password), "device_name": .string(deviceName),
        ]
        let configured = configuration.loginPath
        var paths = [configured]
        if Self.loginPaths.contains(configured) { paths += Self.loginPaths.filter { $0 != configured } }
        var missing: APIError?
        for path in paths {
            do throws(APIError) {
                let answer = try await send(
                    .POST, path, body: Body(bytes: body.serializedBytes()), carriesSocketID: false,
                    advice:
                        "set app.login_path to the route that gives tokens, or use \"craftdesk login --token -\""
                )
                return try Self.token(in: answer, path)
            } catch {
                guard case .notFound = error else { throw error }
                missing = missing ?? error
            }
        }
        throw missing ?? .unexpectedAnswer(path: configured, isWebPage: false)
    }

    /// A token as plain text, as a JSON string, or as the member `token` of an object.
    static func token(in answer: [UInt8], _ path: String) throws(APIError) -> String {
        let root = try? JSONValue(parsing: answer)
        let found = root.flatMap { $0["token"]?.string ?? $0["data"]?["token"]?.string ?? $0.string }
        let text =
            found ?? (root == nil || root?.kind == .number ? String(decoding: answer, as: UTF8.self) : "")
        let token = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        guard !token.isEmpty, token.allSatisfy({ $0.isASCII && $0 > " " && $0 != "\u{7F}" }),
            token.first != "<"
        else { throw .unexpectedAnswer(path: path, isWebPage: isWebPage(answer)) }
        return String(token)
    }

    /// Revokes the token.
    public func logout() async throws(APIError) {
        _ = try await send(
            .DELETE, "/api/tokens/current", advice: "the token stays valid until it is revoked there")
    }

    /// Who the token belongs to.
    public func user() async throws(APIError) -> User {
        let path = "/api/user"
        let root = try await get(path, advice: "set workspace.user_id, or add the route")
        let user = root["data"] ?? root
        guard let id = user["id"]?.identifier else {
            throw .unexpectedAnswer(path: path, isWebPage: false)
        }
        return User(
            id: id, name: user["name"]?.string ?? "", email: user["email"]?.string,
            handles: ["username", "handle"].compactMap { user[$0]?.string }
        )
    }

    // MARK: Places

    /// The workspaces the user may see.
    public func workspaces() async throws(APIError) -> [Place] {
        try await places("/api/workspaces", advice: "set workspace.id")
    }

    /// The projects of a workspace.
    public func projects(workspace: String) async throws(APIError) -> [Place] {
        try await places(
            configuration.projectsPath.replacing("{workspace}", with: PercentEncoding.encode(workspace)),
            advice: "set app.projects_path, or to \"\" and list them as [[project]]")
    }

    private func places(_ path: String, advice: String) async throws(APIError) -> [Place] {
        let root = try await get(path, advice: advice)
        guard let list = root["data"] ?? (root.kind == .array ? root : nil) else {
            throw .unexpectedAnswer(path: path, isWebPage: false)
        }
        return list.elements.compactMap { place in
            place["id"]?.identifier.map { id in
                Place(
                    id: id, key: place["key"]?.string,
                    name: place["name"]?.string ?? place["key"]?.string ?? id)
            }
        }
    }

    // MARK: Tasks

    private static let taskAdvice = "check app.task_path, and whether the task still exists"

    private func taskPath(_ id: String) -> String {
        configuration.taskPath.replacing("{task}", with: PercentEncoding.encode(id))
    }

    /// A task with its comments.
    public func task(_ id: String) async throws(APIError) -> TaskDetail {
        let path = taskPath(id)
        let root = try await get(path, advice: Self.taskAdvice)
        guard let task = TaskDetail(root["data"] ?? root) else {
            throw .unexpectedAnswer(path: path, isWebPage: false)
        }
        return task
    }

    /// Adds a comment to a task. Its id, where the application says it.
    public func comment(task id: String, body: String, parent: String? = nil) async throws(APIError)
        -> String?
    {
        let path = taskPath(id) + "/comments"
        let tree: JSONTree = [
            "body": .string(body), "parent_id": parent.map(JSONTree.identifier) ?? .null,
        ]
        let answer = try await send(
            .POST, path, body: Body(bytes: tree.serializedBytes()), advice: Self.taskAdvice)
        let root = try? JSONValue(parsing: answer)
        return (root?["data"]?["id"] ?? root?["id"])?.identifier
    }

    /// Changes fields of a task; `conflict` when somebody was faster.
    /// - Parameter seen: the task as the user saw it: its `version` goes along where it has one, else its
    ///   `updated_at` as `If-Unmodified-Since`, in the application's own form.
    public func update(task id: String, _ fields: JSONTree, seen: TaskDetail? = nil) async throws(APIError)
        -> TaskDetail
    {
        let path = taskPath(id)
        var fields = fields
        var headers: [(String, String)] = []
        if let version = seen?.version {
            fields["version"] = .integer(version)
        } else if let time = seen?.updatedAt, time.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            headers.append(("If-Unmodified-Since", time))
        }
        let answer = try await send(
            .PATCH, path, body: Body(bytes: fields.serializedBytes()), headers: headers,
            advice: Self.taskAdvice)
        let root = try Self.parse(answer, path)
        guard let task = TaskDetail(root["data"] ?? root) else {
            throw .unexpectedAnswer(path: path, isWebPage: false)
        }
        return task
    }

    // MARK: History

    /// One page of the workspace's history; without a cursor the newest one.
    public func events(workspace: String, after: String?, limit: Int) async throws(APIError) -> EventPage {
        var path = configuration.eventsPath.replacing("{workspace}", with: PercentEncoding.encode(workspace))
        path += (path.contains("?") ? "&" : "?") + "limit=\(limit)"
        if let after { path += "&after=\(PercentEncoding.encode(after))" }
        let root = try await get(path, advice: "set app.events_path, or to \"\" where there is no such route")
        guard let page = EventPage(root) else {
            throw .unexpectedAnswer(path: Self.place(path), isWebPage: false)
        }
        return page
    }
}
