import FoundationEssentials
import JSON
import PusherCore

/// What the routes do.
extension ServerCore {
    func signIn(_ request: Request, asJSON: Bool) -> Response {
        let fields = request.fields
        guard let person = world.scenario.cast.first(where: { $0.email == fields["email"] }),
            fields["password"] == World.password
        else {
            let text = "The provided credentials are incorrect."
            return .json(["message": .string(text), "errors": ["email": [.string(text)]]], status: 422)
        }
        let token = world.issueToken(for: person.id)
        return asJSON ? .json(["token": .string(token)]) : .text(token)
    }

    /// Laravel's channel rules (protocol notes 6.3): 403 for everything that no rule allows.
    func authorise(_ request: Request, _ user: Scenario.Person?) -> Response {
        let fields = request.fields
        guard let user, let channel = fields["channel_name"], let name = ChannelName(channel),
            let socketID = fields["socket_id"], SocketID.isWellFormed(socketID)
        else { return .message("", status: 403) }
        let isAllowed =
            switch name.rule {
            case "workspace.\(world.workspace)": true
            case "App.Models.User.\(user.id)": true
            case let rule where rule.hasPrefix("project."):
                world.scenario.projects.contains { "project.\($0.id)" == rule }
            default: false
            }
        guard isAllowed else { return .message("", status: 403) }
        if let spoiled = faults.authorisation(of: channel, socketID: socketID) { return spoiled }
        var answer: JSONTree = [:]
        var channelData: String?
        if name.kind == .presence {
            let info: JSONTree = ["id": .integer(user.id), "name": .string(user.name)]
            channelData = JSONTree.object([
                .init("user_id", .string(String(user.id))), .init("user_info", info),
            ]).serialized()
        }
        let auth = Signature.channel(
            channel, socketID: socketID, channelData: channelData, key: application.key,
            secret: faults.contains(.badSignature) ? "another-secret" : application.secret
        )
        answer["auth"] = .string(auth)
        if let channelData { answer["channel_data"] = .string(channelData) }
        if name.kind == .encrypted, !faults.contains(.noSecret) {
            let key = faults.givesOutdatedKey(of: channel) ? Self.otherMasterKey : Self.masterKey
            answer["shared_secret"] = .string(EncryptedPayload.sharedSecret(channel: channel, masterKey: key))
        }
        var response = Response.json(answer)
        response.delay = faults.authorisationDelay
        return response
    }

    func history(_ request: Request, _ ids: [String], _ user: Scenario.Person?) -> Response {
        guard ids == [String(world.workspace)], !faults.contains(.noHistory) else {
            return .message("Not found.", status: 404)
        }
        if faults.contains(.history500) { return .message("Server Error", status: 500) }
        let limit = max(1, min(request.query["limit"].flatMap { Int($0) } ?? 50, 500))
        // A user's own notifications are nobody else's.
        let own = "private-App.Models.User."
        func isVisible(_ entry: World.Logged) -> Bool {
            !entry.channel.hasPrefix(own) || entry.channel == own + "\(user?.id ?? 0)"
        }
        var page: [World.Logged]
        var next: JSONTree = .null
        if let after = request.query["after"].flatMap({ Int($0) }) {
            // Cursors follow each other without a gap.
            let first = world.log.first?.cursor ?? 0
            let start = max(0, min(after - first + 1, world.log.count))
            page = Array(world.log[start...].lazy.filter(isVisible).prefix(limit + 1))
            if page.count > limit {
                page.removeLast()
                next = page.last.map { .string(String($0.cursor)) } ?? .null
            }
        } else {
            page = world.log.reversed().lazy.filter(isVisible).prefix(limit).reversed()
        }
        // Never beyond what there is: so a client sees that this history isn't the one it knows.
        let newest =
            page.last?.cursor ?? world.log.last?.cursor ?? request.query["after"].flatMap { Int($0) } ?? 0
        return .json([
            "data": .array(
                page.map {
                    [
                        "cursor": .string(String($0.cursor)), "event": .string($0.event),
                        "channel": .string($0.channel),
                        "data": .raw(Array($0.data.utf8)), "created_at": .string(World.text($0.createdAt)),
                    ]
                }
            ),
            "next": next, "oldest": (world.log.first?.cursor).map { .string(String($0)) } ?? .null,
            "cursor": .string(String(newest)),
        ])
    }

    func task(_ ids: [String]) -> World.Task? { world.tasks.first { String($0.id) == ids.first } }

    /// A comment or a change of a task, where no fault is in its way.
    func act(_ work: () -> Response) -> Response {
        var response = faults.action ?? work()
        response.delay = faults.actionDelay
        return response
    }

    func addComment(_ request: Request, _ ids: [String], _ user: Scenario.Person?) -> Response {
        guard let task = task(ids), let user else { return .message("Not found.", status: 404) }
        let root = try? JSONValue(parsing: request.body)
        guard let body = root?["body"]?.string, !body.isEmpty else {
            return .json(
                [
                    "message": "The body field is required.",
                    "errors": ["body": ["The body field is required."]],
                ], status: 422)
        }
        let isReply = root?["parent_id"]?.identifier != nil
        guard
            let publication = world.comment(
                task: task.id, author: user.id, body: body, isReply: isReply, now: Date())
        else { return .message("Not found.", status: 404) }
        broadcast(publication, except: request.socketID)
        let comment = self.task(ids)?.comments.last.map { world.comment($0) } ?? .null
        return .json(["data": comment], status: 201)
    }

    func updateTask(_ request: Request, _ ids: [String], _ user: Scenario.Person?) -> Response {
        guard let task = task(ids), let user else { return .message("Not found.", status: 404) }
        let root = try? JSONValue(parsing: request.body)
        if faults.contains(.conflict) { return .json(["data": world.detail(task)], status: 409) }
        let isStale = (root?["version"]?.int).map { $0 != task.version } ?? false
        let isLate = request.ifUnmodifiedSince.map { $0 != World.text(task.updatedAt) } ?? false
        if isStale || isLate { return .json(["data": world.detail(task)], status: 409) }
        if let status = root?["status"]?.string,
            let publication = world.change(task: task.id, status: status, by: user.id, now: Date())
        {
            broadcast(publication, except: request.socketID)
        }
        if let id = root?["assignee_id"]?.int,
            let publication = world.assign(task: task.id, to: id, by: user.id, now: Date())
        {
            broadcast(publication, except: request.socketID)
        }
        if root?["assignee_id"]?.isNull == true,
            let publication = world.unassign(task: task.id, by: user.id, now: Date())
        {
            broadcast(publication, except: request.socketID)
        }
        return .json(["data": self.task(ids).map { world.detail($0) } ?? .null])
    }
}
