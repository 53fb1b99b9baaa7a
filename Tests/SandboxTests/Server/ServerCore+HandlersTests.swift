import JSON
import PusherCore
import Testing

@testable import Sandbox

/// The HTTP contract of interface.md, and Laravel's authorisation (protocol notes 6).
@Suite struct ServerCoreHandlersTests {
    @Test func tokensAreGivenUsedAndRevoked() async throws {
        try await SandboxServer.withQuiet { server in
            var http = HTTP(server, user: nil)
            let login = "email=zoe%40acme.example&password=sandbox&device_name=test"
            let form = "application/x-www-form-urlencoded"
            let plain = try await http("POST", "/sanctum/token", body: login, type: form)
            #expect(plain.status == 200 && plain.headers["content-type"]?.hasPrefix("text/plain") == true)
            let json = try await http(
                "POST", "/tokens/create",
                body: #"{"email":"zoe@acme.example","password":"sandbox","device_name":"t"}"#)
            #expect(json.json?["token"]?.string?.isEmpty == false)
            let wrong = try await http("POST", "/sanctum/token", body: "email=zoe&password=x", type: form)
            #expect(wrong.status == 422 && wrong.json?["errors"]?["email"] != nil)
            #expect(try await http("GET", "/api/user").status == 401)
            http.token = plain.text
            let user = try await http("GET", "/api/user")
            #expect(user.status == 200 && user.json?["id"]?.int == 42)
            #expect(try await http("DELETE", "/api/tokens/current").status == 204)
            #expect(try await http("GET", "/api/user").status == 401)
        }
    }

    @Test func workspacesProjectsAndTasksAreServed() async throws {
        try await SandboxServer.withQuiet { server in
            let http = HTTP(server)
            #expect(try await http("GET", "/api/workspaces").json?["data"]?[0]?["id"]?.int == 7)
            let projects = try await http("GET", "/api/workspaces/7/projects").json?["data"]?.elements ?? []
            #expect(projects.count >= 4 && projects.allSatisfy { $0["key"]?.string != nil })
            #expect(try await http("GET", "/api/workspaces/8/projects").status == 404)
            let task = try await http("GET", "/api/tasks/142").json?["data"]
            for key in ["id", "key", "title", "status", "assignee", "updated_at", "comments", "version"] {
                #expect(task?[key] != nil, "\(key)")
            }
            #expect(try await http("GET", "/api/tasks/999").status == 404)
            #expect(try await http("PUT", "/api/user").status == 405)
            #expect(try await http("GET", "/nowhere").status == 404)
            #expect(try await http("GET", "/up").text == #"{"health":"OK"}"#)
        }
    }

    @Test func tasksAreChangedWhereTheVersionFits() async throws {
        try await SandboxServer.withQuiet { server in
            let http = HTTP(server)
            let before = try await http("GET", "/api/tasks/142").json?["data"]
            let version = before?["version"]?.int ?? 0
            let done = try await http(
                "PATCH", "/api/tasks/142", body: #"{"status":"done","version":\#(version)}"#)
            #expect(done.status == 200 && done.json?["data"]?["status"]?.string == "done")
            let stale = try await http(
                "PATCH", "/api/tasks/142", body: #"{"status":"open","version":\#(version)}"#)
            #expect(stale.status == 409 && stale.json?["data"]?["status"]?.string == "done")
            let late = try await http(
                "PATCH", "/api/tasks/142", body: #"{"assignee_id":42}"#,
                headers: [("If-Unmodified-Since", before?["updated_at"]?.string ?? "")])
            #expect(late.status == 409)
            let mine = try await http("PATCH", "/api/tasks/142", body: #"{"assignee_id":42}"#)
            #expect(mine.json?["data"]?["assignee"]?["id"]?.int == 42)
        }
    }

    @Test func commentsAreCreatedAndLogged() async throws {
        try await SandboxServer.withQuiet { server in
            let http = HTTP(server)
            let from = try await http("GET", "/api/workspaces/7/events?limit=1").json?["cursor"]?.string ?? ""
            let created = try await http(
                "POST", "/api/tasks/142/comments", body: #"{"body":"Hello","parent_id":null}"#)
            #expect(created.status == 201 && created.json?["data"]?["body"]?.string == "Hello")
            #expect(try await http("POST", "/api/tasks/142/comments", body: #"{"body":""}"#).status == 422)
            let page = try await http("GET", "/api/workspaces/7/events?after=\(from)").json
            #expect(page?["data"]?.elements.count == 1)
            #expect(page?["data"]?[0]?["event"]?.string == "App\\Events\\CommentCreated")
            #expect(page?["data"]?[0]?["data"]?["comment"]?["body"]?.string == "Hello")
        }
    }

    @Test func theHistoryIsReadByCursor() async throws {
        try await SandboxServer.withQuiet { server in
            for number in 0..<30 { await server.comment(task: 142, author: 5, body: "\(number)") }
            let http = HTTP(server)
            let newest = try await http("GET", "/api/workspaces/7/events?limit=5").json
            #expect(newest?["data"]?.elements.count == 5)
            var cursor = newest?["oldest"]?.string.flatMap { Int($0) }.map { String($0 - 1) } ?? ""
            var cursors: [Int] = []
            for _ in 0..<50 {
                let page = try await http("GET", "/api/workspaces/7/events?after=\(cursor)&limit=7").json
                cursors +=
                    page?["data"]?.elements.compactMap { $0["cursor"]?.string.flatMap { Int($0) } } ?? []
                cursor = page?["cursor"]?.string ?? ""
                if page?["next"]?.isNull == true { break }
            }
            #expect(cursors == cursors.sorted() && Set(cursors).count == cursors.count && cursors.count >= 30)
            let empty = try await http("GET", "/api/workspaces/7/events?after=\(cursor)").json
            #expect(empty?["data"]?.elements.isEmpty == true && empty?["cursor"]?.string == cursor)
            let beyond = try await http("GET", "/api/workspaces/7/events?after=999999").json
            #expect(beyond?["data"]?.elements.isEmpty == true && beyond?["cursor"]?.string == cursor)
            await server.trimHistory(keeping: 3)
            let trimmed = try await http("GET", "/api/workspaces/7/events?after=1").json
            #expect(trimmed?["oldest"]?.string.flatMap { Int($0) } ?? 0 > 1)
        }
    }

    @Test func channelsAreAuthorisedByLaravelsRules() async throws {
        try await SandboxServer.withQuiet { server in
            let http = HTTP(server)
            func ask(_ channel: String, path: String = "/broadcasting/auth") async throws -> HTTP.Answer {
                try await http(
                    "POST", path, body: "socket_id=1.1&channel_name=\(channel)",
                    type: "application/x-www-form-urlencoded")
            }
            let granted = try await ask("private-workspace.7")
            #expect(granted.status == 200)
            #expect(
                Signature.verifies(
                    auth: granted.json?["auth"]?.string ?? "", channel: "private-workspace.7",
                    socketID: "1.1",
                    channelData: nil, secret: server.application.secret))
            #expect(try await ask("private-workspace.7", path: "/api/broadcasting/auth").status == 200)
            #expect(try await ask("presence-project.3").json?["channel_data"]?.string?.contains("42") == true)
            #expect(try await ask("private-encrypted-workspace.7").json?["shared_secret"] != nil)
            #expect(try await ask("private-workspace.8").status == 403)
            #expect(try await ask("private-App.Models.User.5").status == 403)
            #expect(try await HTTP(server, user: nil)("POST", "/broadcasting/auth", body: "{}").status == 401)
        }
    }

    @Test(arguments: [
        (Fault.auth302, 302), (.auth401, 401), (.auth403, 403), (.auth403Project, 403), (.auth404, 404),
        (.auth419, 419), (.auth422, 422), (.auth429, 429), (.auth500, 500), (.authHTML, 200),
        (.authEmpty, 200),
    ])
    func authorisationFails(_ fault: Fault, _ status: Int) async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [fault]
        } _: { server in
            let answer = try await HTTP(server)(
                "POST", "/broadcasting/auth", body: "socket_id=1.1&channel_name=private-project.3",
                type: "application/x-www-form-urlencoded")
            #expect(answer.status == status && answer.json?["auth"] == nil)
            #expect(fault != .auth302 || answer.headers["location"] == "/login")
            #expect(fault != .auth429 || answer.headers["retry-after"] == "1")
        }
    }

    @Test func theApplicationsOtherFaults() async throws {
        for (fault, method, path, status) in [
            (Fault.noHistory, "GET", "/api/workspaces/7/events", 404),
            (.history500, "GET", "/api/workspaces/7/events", 500),
            (.noWorkspaces, "GET", "/api/workspaces", 404),
            (.noProjects, "GET", "/api/workspaces/7/projects", 404),
            (.conflict, "PATCH", "/api/tasks/142", 409),
            (.action403, "PATCH", "/api/tasks/142", 403),
            (.action403, "POST", "/api/tasks/142/comments", 403),
            (.action422, "PATCH", "/api/tasks/142", 422),
            (.action422, "POST", "/api/tasks/142/comments", 422),
        ] {
            try await SandboxServer.withQuiet {
                $0.faults = [fault]
            } _: { server async throws in
                let body = method == "GET" ? "" : #"{"status":"done","body":"hello"}"#
                #expect(try await HTTP(server)(method, path, body: body).status == status, "\(fault)")
            }
        }
    }
}
