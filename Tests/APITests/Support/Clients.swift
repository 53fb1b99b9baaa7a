import API
import NIOPosix
import Sandbox

/// How a stub answers; nil hangs up.
struct Answering: Sendable {
    var answer: @Sendable (StubServer.Request) -> StubServer.Answer?
}

func answering(_ answer: @escaping @Sendable (StubServer.Request) -> StubServer.Answer?) -> Answering {
    Answering(answer: answer)
}

/// Runs a test with a client on a server that answers as told.
func withStub(
    _ answering: Answering, token: String? = "17|secret", socketID: String? = nil, authPath: String? = nil,
    loginPath: String? = nil, eventsPath: String? = nil,
    _ test: (APIClient, StubServer) async throws -> Void
) async throws {
    let server = try await StubServer(answering.answer)
    var configuration = APIConfiguration(baseURL: server.url, host: "127.0.0.1")
    if let authPath { configuration.authPath = authPath }
    if let loginPath { configuration.loginPath = loginPath }
    if let eventsPath { configuration.eventsPath = eventsPath }
    let client = try APIClient(configuration: configuration, token: token) { socketID }
    do { try await test(client, server) } catch {
        await client.shutdown()
        await server.stop()
        throw error
    }
    await client.shutdown()
    await server.stop()
}

/// Runs a test with a client on a sandbox in which nobody does anything by himself.
func withSandbox(
    signedIn: Bool = true, _ test: (APIClient, SandboxServer) async throws -> Void
) async throws {
    var settings = SandboxConfiguration(scenario: try Scenario.named("team"))
    settings.plays = false
    let server = try await SandboxServer.start(settings, group: MultiThreadedEventLoopGroup.singleton)
    let client = try APIClient(
        configuration: APIConfiguration(baseURL: server.url, host: "127.0.0.1"),
        token: signedIn ? server.users.first?.token : nil)
    do { try await test(client, server) } catch {
        await client.shutdown()
        await server.stop()
        throw error
    }
    await client.shutdown()
    await server.stop()
}
