import Addressing
import FoundationEssentials
import JSON
import PusherCore

/// A request as the routes see it.
struct Request {
    var method: String
    var path: String
    var query: [String: String]
    var token: String?
    var socketID: String?
    var contentType: String
    var ifUnmodifiedSince: String?
    var body: [UInt8]

    /// A form's or a JSON body's fields.
    var fields: [String: String] {
        if contentType.contains("json") {
            guard let root = try? JSONValue(parsing: body) else { return [:] }
            var fields: [String: String] = [:]
            for (key, value) in root.members { fields[key] = value.string ?? value.identifier }
            return fields
        }
        return Self.form(String(decoding: body, as: UTF8.self))
    }

    /// `a=b&c=d`, unescaped.
    static func form(_ text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]) : ""
            fields[String(parts[0])] = PercentEncoding.decode(value.replacing("+", with: " "))
        }
        return fields
    }
}

/// An answer.
struct Response: Equatable {
    var status: Int
    var body: [UInt8]
    var contentType = "application/json"
    var headers: [(String, String)] = []
    /// How long it is held back.
    var delay: Duration?

    static func == (a: Response, b: Response) -> Bool { a.status == b.status && a.body == b.body }

    static func json(_ tree: JSONTree, status: Int = 200) -> Response {
        Response(status: status, body: tree.serializedBytes())
    }

    static func text(_ text: String, status: Int = 200) -> Response {
        Response(status: status, body: Array(text.utf8), contentType: "text/plain; charset=utf-8")
    }

    static func page(_ title: String) -> Response {
        let html = "<!DOCTYPE html><html><head><title>\(title)</title></head><body>\(title)</body></html>"
        return Response(status: 200, body: Array(html.utf8), contentType: "text/html; charset=UTF-8")
    }

    /// A page whose script sets up Laravel Echo for the server it came from.
    static func echoPage(key: String) -> Response {
        let html = """
            <!DOCTYPE html><html><head><title>CraftDesk</title></head><body>CraftDesk sandbox
            <script>window.Echo=new Echo({broadcaster:"reverb",key:"\(key)",wsHost:location.hostname,\
            wsPort:location.port,forceTLS:!1,enabledTransports:["ws","wss"]})</script></body></html>
            """
        return Response(status: 200, body: Array(html.utf8), contentType: "text/html; charset=UTF-8")
    }

    /// An error as Laravel writes it.
    static func message(_ text: String, status: Int) -> Response {
        json(["message": .string(text)], status: status)
    }
}

/// The routes, a line each: Laravel's, and below them Reverb's signed ones.
struct Route: Sendable {
    typealias Handler = @Sendable (ServerCore, Request, [String], Scenario.Person?) -> Response

    var method: String
    /// Segments; `*` takes any one and is handed to the handler.
    var pattern: String
    var access: Access
    var handler: Handler

    enum Access: Sendable {
        case open
        case token
        case signature
    }

    static let all: [Route] = [
        Route(method: "GET", pattern: "/up", access: .open) { _, _, _, _ in .json(["health": "OK"]) },
        // The web side: as much of a page as a browser's Echo would be set up by.
        Route(method: "GET", pattern: "/", access: .open) { core, _, _, _ in
            .echoPage(key: core.application.key)
        },
        Route(method: "POST", pattern: "/sanctum/token", access: .open) { core, request, _, _ in
            core.signIn(request, asJSON: false)
        },
        Route(method: "POST", pattern: "/tokens/create", access: .open) { core, request, _, _ in
            core.signIn(request, asJSON: true)
        },
        Route(method: "POST", pattern: "/broadcasting/auth", access: .token) { core, request, _, user in
            core.authorise(request, user)
        },
        Route(method: "POST", pattern: "/api/broadcasting/auth", access: .token) { core, request, _, user in
            core.authorise(request, user)
        },
        Route(method: "DELETE", pattern: "/api/tokens/current", access: .token) { core, request, _, _ in
            core.world.revoke(request.token ?? "")
            return Response(status: 204, body: [])
        },
        Route(method: "GET", pattern: "/api/user", access: .token) { _, _, _, user in
            guard let user else { return .message("Unauthenticated.", status: 401) }
            return .json([
                "id": .integer(user.id), "name": .string(user.name), "username": .string(user.username),
                "email": .string(user.email),
            ])
        },
        Route(method: "GET", pattern: "/api/workspaces", access: .token) { core, _, _, _ in
            if core.faults.contains(.noWorkspaces) { return .message("Not found.", status: 404) }
            return .json(["data": [["id": .integer(core.world.workspace), "name": "Acme"]]])
        },
        Route(method: "GET", pattern: "/api/workspaces/*/projects", access: .token) { core, _, ids, _ in
            guard ids == [String(core.world.workspace)], !core.faults.contains(.noProjects) else {
                return .message("Not found.", status: 404)
            }
            return .json([
                "data": .array(
                    core.world.scenario.projects.map {
                        ["id": .integer($0.id), "key": .string($0.key), "name": .string($0.name)]
                    })
            ])
        },
        Route(method: "GET", pattern: "/api/workspaces/*/events", access: .token) {
            core, request, ids, user in
            var response = core.history(request, ids, user)
            response.delay = core.faults.historyDelay
            return response
        },
        Route(method: "GET", pattern: "/api/tasks/*", access: .token) { core, _, ids, _ in
            guard let task = core.task(ids) else { return .message("Not found.", status: 404) }
            return .json(["data": core.world.detail(task)])
        },
        Route(method: "POST", pattern: "/api/tasks/*/comments", access: .token) { core, request, ids, user in
            core.act { core.addComment(request, ids, user) }
        },
        Route(method: "PATCH", pattern: "/api/tasks/*", access: .token) { core, request, ids, user in
            core.act { core.updateTask(request, ids, user) }
        },
        Route(method: "POST", pattern: "/apps/*/events", access: .signature) { core, request, _, _ in
            core.publishEvents(request)
        },
        Route(method: "POST", pattern: "/apps/*/batch_events", access: .signature) { core, request, _, _ in
            core.publishBatch(request)
        },
        Route(method: "GET", pattern: "/apps/*/channels", access: .signature) { core, request, _, _ in
            core.listChannels(request)
        },
        Route(method: "GET", pattern: "/apps/*/channels/*", access: .signature) { core, request, ids, _ in
            core.showChannel(request, ids)
        },
        Route(method: "GET", pattern: "/apps/*/channels/*/users", access: .signature) { core, _, ids, _ in
            core.listUsers(ids)
        },
        Route(method: "GET", pattern: "/apps/*/connections", access: .signature) { core, _, _, _ in
            core.countConnections()
        },
        Route(method: "POST", pattern: "/apps/*/users/*/terminate_connections", access: .signature) {
            core, _, ids, _ in
            core.terminate(user: ids.last ?? "")
        },
    ]

    /// The answer to a request.
    static func answer(_ request: Request, _ core: ServerCore) -> Response {
        let segments = request.path.split(separator: "/", omittingEmptySubsequences: true)
        var isPathKnown = false
        for route in all {
            guard let ids = route.match(segments) else { continue }
            isPathKnown = true
            guard route.method == request.method else { continue }
            switch route.access {
            case .open: return route.handler(core, request, ids, nil)
            case .token:
                guard !core.faults.areTokensRevoked,
                    let user = request.token.flatMap({ core.world.tokens[$0] }).flatMap({
                        core.world.person($0) as Scenario.Person?
                    })
                else { return .message("Unauthenticated.", status: 401) }
                return route.handler(core, request, ids, user)
            case .signature:
                if let refusal = core.checkSignature(request, application: ids.first ?? "") { return refusal }
                return route.handler(core, request, ids, nil)
            }
        }
        return isPathKnown ? .text("Method not allowed.", status: 405) : .message("Not found.", status: 404)
    }

    private func match(_ segments: [Substring]) -> [String]? {
        let wanted = pattern.split(separator: "/")
        guard wanted.count == segments.count else { return nil }
        var ids: [String] = []
        for (want, segment) in zip(wanted, segments) {
            if want == "*" {
                ids.append(PercentEncoding.decode(segment))
            } else if want != segment {
                return nil
            }
        }
        return ids
    }
}
