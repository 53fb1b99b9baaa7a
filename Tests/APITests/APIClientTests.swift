import API
import Testing

/// What every request carries, and what becomes of answers that aren't what was asked for.
@Suite struct APIClientTests {
    @Test func everyRequestIsThatOfAnAPIClient() async throws {
        try await withStub(answering({ _ in .json(#"{"id":42}"#) }), socketID: "482917365.10457721") {
            client, server in
            _ = try await client.user()
            let request = try #require(server.requests.first)
            #expect(request.line == "GET /api/user HTTP/1.1")
            #expect(request.headers["accept"] == "application/json")
            #expect(request.headers["authorization"] == "Bearer 17|secret")
            #expect(request.headers["x-socket-id"] == "482917365.10457721")
            // Sanctum would take it for a browser's page (protocol notes 6.4).
            #expect(request.headers["origin"] == nil)
            #expect(request.headers["referer"] == nil)
            #expect(request.headers["cookie"] == nil)
        }
    }

    @Test func withoutAConnectionThereIsNoSocketID() async throws {
        try await withStub(answering({ _ in .json(#"{"id":42}"#) })) { client, server in
            _ = try await client.user()
            #expect(server.requests.first?.headers["x-socket-id"] == nil)
        }
    }

    @Test func anotherTokenIsUsedFromTheNextRequestOn() async throws {
        try await withStub(answering({ _ in .json(#"{"id":42}"#) })) { client, server in
            _ = try await client.user()
            client.use(token: "18|other")
            _ = try await client.user()
            #expect(
                server.requests.map { $0.headers["authorization"] } == [
                    "Bearer 17|secret", "Bearer 18|other",
                ])
        }
    }

    @Test func aRedirectIsNotFollowed() async throws {
        try await withStub(answering({ _ in .init(status: 302, headers: [("Location", "/login")]) })) {
            client, server in
            await #expect(throws: APIError.redirected(path: "/api/user", location: "/login")) {
                try await client.user()
            }
            #expect(server.requests.count == 1)
        }
    }

    static let refusals: [(Int, String, APIError)] = [
        (401, #"{"message":"Unauthenticated."}"#, .unauthenticated(path: "/api/tasks/142")),
        (
            403, #"{"message":"This action is unauthorized."}"#,
            .forbidden(path: "/api/tasks/142", message: "This action is unauthorized.")
        ),
        (
            404, "<html>",
            .notFound(
                path: "/api/tasks/142", advice: "check app.task_path, and whether the task still exists")
        ),
        (409, "{}", .conflict(path: "/api/tasks/142", newer: nil)),
        (410, "", .gone(path: "/api/tasks/142")),
        (419, #"{"message":"CSRF token mismatch."}"#, .csrf(path: "/api/tasks/142", host: "127.0.0.1")),
        (422, #"{"message":"No.","errors":{}}"#, .invalid(path: "/api/tasks/142", message: "No.")),
        (429, #"{"message":"Too Many Attempts."}"#, .throttled(path: "/api/tasks/142", retryAfter: 7)),
        (503, "", .throttled(path: "/api/tasks/142", retryAfter: 7)),
        (
            500, #"{"message":"Server Error","trace":[{"file":"secret.php"}]}"#,
            .status(500, path: "/api/tasks/142", message: "Server Error")
        ),
        (200, "<!doctype html>", .unexpectedAnswer(path: "/api/tasks/142", isWebPage: true)),
        (200, #"{"data":[]}"#, .unexpectedAnswer(path: "/api/tasks/142", isWebPage: false)),
    ]

    @Test(arguments: refusals)
    func eachStatusIsItsOwnError(_ status: Int, _ body: String, _ expected: APIError) async throws {
        try await withStub(
            answering({ _ in .init(status: status, headers: [("Retry-After", "7")], body: body) })
        ) {
            client, _ in
            await #expect(throws: expected) { try await client.task("142") }
        }
    }

    @Test func aServerThatHangsUpIsUnreachable() async throws {
        try await withStub(answering({ _ in nil })) { client, _ in
            let error = await #expect(throws: APIError.self) { try await client.user() }
            guard case .unreachable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func nobodyListens() async throws {
        let server = try await StubServer { _ in nil }
        let url = server.url
        await server.stop()
        let client = try APIClient(
            configuration: APIConfiguration(baseURL: url, host: "127.0.0.1"), token: "1|x")
        await #expect(throws: APIError.unreachable(host: "127.0.0.1", reason: "connection refused")) {
            try await client.user()
        }
        await client.shutdown()
    }

    @Test func aTokenDoesNotTravelInClear() {
        var configuration = APIConfiguration(baseURL: "http://acme.example", host: "acme.example")
        configuration.maySendToken = false
        #expect(throws: APIError.clearText(host: "acme.example")) {
            try APIClient(configuration: configuration, token: "17|secret")
        }
    }

    @Test func aCertificateFileThatIsNone() {
        var configuration = APIConfiguration(baseURL: "https://acme.example", host: "acme.example")
        configuration.caFile = "/dev/null"
        #expect(throws: APIError.self) { try APIClient(configuration: configuration, token: "17|secret") }
    }
}
