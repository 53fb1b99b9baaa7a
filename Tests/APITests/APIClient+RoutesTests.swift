import API
import JSON
import Sandbox
import Testing

@Suite struct APIClientRoutesTests {
    // MARK: The token

    @Test(arguments: [
        (#"17|abc"#, "17|abc"), ("17|abc\n", "17|abc"), (#""17|abc""#, "17|abc"),
        (#"{"token":"17|abc"}"#, "17|abc"), (#"{"data":{"token":"17|abc"}}"#, "17|abc"), ("123", "123"),
    ])
    func aTokenComesInSeveralShapes(_ body: String, _ token: String) async throws {
        try await withStub(answering({ _ in .init(status: 200, body: body) }), token: nil) { client, server in
            let given = try await client.login(
                email: "zoe@acme.example", password: "p\"w", deviceName: "desk")
            #expect(given == token)
            let request = try #require(server.requests.first)
            #expect(request.line == "POST /sanctum/token HTTP/1.1")
            #expect(request.headers["authorization"] == nil)
            let sent = try JSONValue(parsing: request.body)
            #expect(sent["email"]?.string == "zoe@acme.example")
            #expect(sent["password"]?.string == "p\"w")
            #expect(sent["device_name"]?.string == "desk")
        }
    }

    @Test(arguments: ["", "<html>", "{}", "null", "[1]", "two words", "tab\there"])
    func whatIsNoTokenIsNotTakenForOne(_ body: String) async throws {
        try await withStub(answering({ _ in .init(status: 200, body: body) }), token: nil) { client, _ in
            await #expect(throws: APIError.self) {
                try await client.login(email: "a", password: "b", deviceName: "c")
            }
        }
    }

    @Test func theOtherLoginRouteIsTried() async throws {
        try await withStub(
            answering({
                $0.line.hasPrefix("POST /tokens/create") ? .json(#"{"token":"1|x"}"#) : .init(status: 404)
            })
        ) { client, server in
            let token = try await client.login(email: "a", password: "b", deviceName: "c")
            #expect(token == "1|x")
            #expect(server.requests.count == 2)
        }
    }

    @Test func aRouteOfOnesOwnIsTheOnlyOne() async throws {
        try await withStub(answering({ _ in .init(status: 404) }), loginPath: "/my/token") {
            client, server in
            let error = await #expect(throws: APIError.self) {
                try await client.login(email: "a", password: "b", deviceName: "c")
            }
            #expect(error?.hint.contains("app.login_path") == true)
            #expect(server.requests.count == 1)
        }
    }

    @Test func signingInAndOutOfTheSandbox() async throws {
        try await withSandbox(signedIn: false) { client, server in
            let user = server.users[1]
            await #expect(
                throws: APIError.invalid(
                    path: "/sanctum/token", message: "The provided credentials are incorrect.")
            ) { try await client.login(email: user.email, password: "wrong", deviceName: "desk") }
            client.use(
                token: try await client.login(
                    email: user.email, password: user.password, deviceName: "desk"))
            #expect(try await client.user().id == user.id)
            try await client.logout()
            await #expect(throws: APIError.unauthenticated(path: "/api/user")) { try await client.user() }
        }
    }

    // MARK: Places

    @Test func theSandboxListsItsPlaces() async throws {
        try await withSandbox { client, server in
            #expect(try await client.workspaces().map(\.id) == [server.workspace])
            let projects = try await client.projects(workspace: server.workspace)
            #expect(projects.count >= 4)
            #expect(projects.allSatisfy { $0.key != nil })
            await #expect(throws: APIError.self) { try await client.projects(workspace: "8") }
        }
    }

    @Test func aUserMayBeWrappedAndPoor() async throws {
        try await withStub(answering({ _ in .json(#"{"data":{"id":"01J","handle":"zoe"}}"#) })) { client, _ in
            let user = try await client.user()
            #expect(user.id == "01J")
            #expect(user.name.isEmpty)
            #expect(user.handles == ["zoe"])
        }
    }

    @Test func idsCannotLeaveTheirPlaceInThePath() async throws {
        try await withStub(answering({ _ in .json(#"{"data":[]}"#) })) { client, server in
            _ = try await client.projects(workspace: "../7?x=1")
            #expect(server.requests.first?.line == "GET /api/workspaces/..%2F7%3Fx%3D1/projects HTTP/1.1")
        }
    }

    // MARK: Tasks

    @Test func aTaskIsReadCommentedAndChanged() async throws {
        try await withSandbox { client, server in
            let id = "142"
            let before = try await client.task(id)
            #expect(before.title.isEmpty == false)
            let comment = try await client.comment(task: id, body: "Looks good")
            let after = try await client.task(id)
            #expect(after.comments.count == before.comments.count + 1)
            #expect(after.comments.last?.body == "Looks good")
            #expect(after.comments.last?.id == comment)
            let changed = try await client.update(task: id, ["status": "blocked"], seen: after)
            #expect(changed.status == "blocked")
            let me = JSONTree.identifier(server.users[0].id)
            let mine = try await client.update(task: id, ["assignee_id": me], seen: changed)
            #expect(mine.assigneeID == server.users[0].id)
            // Seen before the last change: somebody was faster, and the newer one comes along.
            let error = await #expect(throws: APIError.self) {
                try await client.update(task: id, ["status": "open"], seen: changed)
            }
            guard case .conflict(_, let newer?) = error else {
                Issue.record()
                return
            }
            #expect(newer.assigneeID == server.users[0].id)
            #expect(newer.status == "blocked")
        }
    }

    @Test func withoutAVersionTheTimeGoesAlong() async throws {
        try await withStub(answering({ _ in .json(#"{"data":{"id":1,"title":"T"}}"#) })) { client, server in
            var seen = try await client.task("1")
            seen.updatedAt = "2026-11-23T15:55:01.000000Z"
            _ = try await client.update(task: "1", ["status": "done"], seen: seen)
            seen.version = 4
            _ = try await client.update(task: "1", ["status": "done"], seen: seen)
            let requests = server.requests.suffix(2)
            #expect(
                requests.map { $0.headers["if-unmodified-since"] } == ["2026-11-23T15:55:01.000000Z", nil])
            #expect(requests.map(\.body) == [#"{"status":"done"}"#, #"{"status":"done","version":4}"#])
        }
    }

    @Test func aReplyNamesItsParent() async throws {
        try await withStub(answering({ _ in .json(#"{"data":{"id":"01C"}}"#, status: 201) })) {
            client, server in
            let id = try await client.comment(task: "1", body: "a", parent: "9001")
            #expect(id == "01C")
            _ = try await client.comment(task: "1", body: "a", parent: "01B")
            #expect(
                server.requests.map(\.body) == [
                    #"{"body":"a","parent_id":9001}"#, #"{"body":"a","parent_id":"01B"}"#,
                ])
        }
    }

    // MARK: History

    @Test func theSandboxPagesItsHistory() async throws {
        try await withSandbox { client, server in
            let newest = try await client.events(workspace: server.workspace, after: nil, limit: 3)
            #expect(newest.events.count == 3)
            #expect(newest.next == nil)
            let first = try await client.events(workspace: server.workspace, after: newest.oldest, limit: 2)
            #expect(first.events.count == 2)
            #expect(first.next == first.events.last?.cursor)
            let none = try await client.events(workspace: server.workspace, after: newest.cursor, limit: 2)
            #expect(none.events.isEmpty)
            #expect(none.cursor == newest.cursor)
            #expect(none.next == nil)
        }
    }

    @Test func whatIsNoPageIsAnError() async throws {
        try await withStub(answering({ _ in .json("{}") })) { client, _ in
            await #expect(
                throws: APIError.unexpectedAnswer(path: "/api/workspaces/7/events", isWebPage: false)
            ) { try await client.events(workspace: "7", after: "a b", limit: 2) }
        }
    }

    @Test func thePathMayHaveAQueryOfItsOwn() async throws {
        try await withStub(
            answering({ _ in .json(#"{"data":[]}"#) }), eventsPath: "/e?w={workspace}"
        ) { client, server in
            _ = try await client.events(workspace: "7", after: "a b", limit: 2)
            #expect(server.requests.first?.line == "GET /e?w=7&limit=2&after=a%20b HTTP/1.1")
        }
    }
}
