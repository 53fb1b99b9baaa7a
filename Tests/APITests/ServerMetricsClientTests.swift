import API
import Synchronization
import Testing

@Suite struct ServerMetricsClientTests {
    private final class Signed: Sendable {
        let requests = Mutex<[String]>([])
    }

    /// Runs a test with a client of a server that answers as told; the signature is what was signed.
    private func withMetrics(
        prefix: String = "", _ answering: Answering,
        _ test: (ServerMetricsClient, StubServer, Signed) async throws -> Void
    ) async throws {
        let server = try await StubServer(answering.answer)
        let signed = Signed()
        let client = try ServerMetricsClient(
            configuration: APIConfiguration(baseURL: server.url, host: "127.0.0.1"), prefix: prefix,
            application: "17", key: "the-key", clock: { 1_764_000_000 },
            sign: { method, path, parameters in
                signed.requests.withLock {
                    $0.append("\(method) \(path) " + parameters.map { "\($0)=\($1)" }.joined(separator: "&"))
                }
                return "cafe"
            })
        do { try await test(client, server, signed) } catch {
            await client.shutdown()
            await server.stop()
            throw error
        }
        await client.shutdown()
        await server.stop()
    }

    private static let reverb = answering { request in
        if request.line.contains("/connections") { return .json(#"{"connections":12}"#) }
        if request.line.contains("/users") { return .json(#"{"users":[{"id":"5"},{"id":42}]}"#) }
        return .json(
            """
            {"channels":{"private-workspace.7":{"subscription_count":9},
            "presence-project.3":{"user_count":2,"subscription_count":4}}}
            """)
    }

    @Test func figuresAreReadAndChannelsInOrder() async throws {
        try await withMetrics(Self.reverb) { client, _, _ in
            let metrics = try await client.metrics(members: false)
            #expect(metrics.connections == 12)
            #expect(
                metrics.channels == [
                    .init(name: "presence-project.3", subscriptions: 4, users: 2),
                    .init(name: "private-workspace.7", subscriptions: 9),
                ])
        }
    }

    /// The prefix is sent and not signed (protocol notes 10.1).
    @Test func everyRequestIsSignedWithoutThePrefix() async throws {
        try await withMetrics(prefix: "/reverb", Self.reverb) { client, server, signed in
            _ = try await client.metrics(members: false)
            let base = "auth_key=the-key&auth_timestamp=1764000000&auth_version=1.0"
            #expect(
                signed.requests.withLock { $0 } == [
                    "GET /apps/17/connections \(base)",
                    "GET /apps/17/channels info=subscription_count,user_count&\(base)",
                ])
            let lines = server.requests.map(\.line)
            #expect(lines.first == "GET /reverb/apps/17/connections?\(base)&auth_signature=cafe HTTP/1.1")
            #expect(
                lines.allSatisfy { $0.contains("/reverb/apps/17/") && $0.contains("auth_signature=cafe") })
            #expect(server.requests.allSatisfy { $0.headers["authorization"] == nil })
        }
    }

    @Test func membersAreAskedForPresenceChannelsAlone() async throws {
        try await withMetrics(Self.reverb) { client, server, _ in
            let metrics = try await client.metrics(members: true)
            #expect(metrics.channels.map(\.members) == [["5", "42"], []])
            #expect(server.requests.filter { $0.line.contains("/users") }.count == 1)
        }
    }

    /// soketi and Pusher don't count connections, and a channel may be left between two requests.
    @Test func whatAServerDoesntHaveIsLeftOut() async throws {
        let soketi = answering { request in
            request.line.contains("/channels?")
                ? .json(#"{"channels":{"presence-project.3":{"user_count":1}}}"#)
                : .json(#"{"error":"x"}"#, status: 404)
        }
        try await withMetrics(soketi) { client, _, _ in
            let metrics = try await client.metrics(members: true)
            #expect(metrics.connections == nil)
            #expect(metrics.channels == [.init(name: "presence-project.3", users: 1)])
        }
    }

    @Test(arguments: ["[]", "{}", "null", #"{"channels":[]}"#, #"{"channels":{"x":[],"y":7}}"#])
    func anOddAnswerIsNoFigures(body: String) async throws {
        try await withMetrics(answering { _ in .json(body) }) { client, _, _ in
            let metrics = try await client.metrics(members: true)
            #expect(metrics.connections == nil)
            #expect(metrics.channels.allSatisfy { $0.subscriptions == nil && $0.users == nil })
        }
    }

    @Test(arguments: [401, 403, 500])
    func aRefusalIsThrown(status: Int) async throws {
        try await withMetrics(answering { _ in .json("{}", status: status) }) { client, _, _ in
            await #expect(throws: APIError.self) { try await client.metrics(members: false) }
        }
    }
}
