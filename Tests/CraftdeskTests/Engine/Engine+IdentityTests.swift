import API
import PusherCore
import Sandbox
import Testing

@testable import craftdesk

/// The token, over real sockets.
@Suite struct EngineIdentityTests {
    @Test func aRevokedTokenIsSaidOnceAndAnotherGoesOn() async throws {
        let probe = try await EngineProbe()
        try await probe.waitForSubscription("private-project.3")
        let routes = try APIClient(
            configuration: APIConfiguration(baseURL: probe.server.url, host: "127.0.0.1"),
            token: probe.server.users[0].token)
        try await routes.logout()
        await routes.shutdown()
        probe.engine.fetchTask("142")
        await probe.server.dropConnections()
        try await probe.wait("the token is refused") { events in
            events.contains { if case .needsLogin = $0 { true } else { false } }
        }
        try await probe.wait("a channel is refused") { events in
            events.contains { if case .subscription(_, .refused(401, _)) = $0 { true } else { false } }
        }
        let before = probe.events.count
        probe.engine.use(token: probe.server.users[1].token)
        try await probe.wait("the workspace is subscribed again") { events in
            events.dropFirst(before).contains {
                if case .subscription("private-workspace.7", .subscribed) = $0 { true } else { false }
            }
        }
        await probe.end()
        let said = probe.events.prefix(before).count { if case .needsLogin = $0 { true } else { false } }
        #expect(said == 1)
    }

    /// A token that is refused at an authorisation is a state of its own, told once; the connection stands.
    @Test func aRefusedTokenIsToldOnce() async throws {
        let probe = try await EngineProbe([.auth401])
        try await probe.wait("a login is needed") { events in
            events.contains { if case .needsLogin = $0 { true } else { false } }
        }
        try await probe.wait("every channel is refused") { events in
            events.count { if case .subscription(_, .refused) = $0 { true } else { false } } >= 3
        }
        #expect(probe.events.count { if case .needsLogin = $0 { true } else { false } } == 1)
        #expect(!probe.events.contains { if case .connection(.failed) = $0 { true } else { false } })
        await probe.server.use(faults: [])
        probe.engine.use(token: probe.server.users[0].token)
        try await probe.waitForSubscription("private-workspace.7")
        await probe.end()
    }
}
