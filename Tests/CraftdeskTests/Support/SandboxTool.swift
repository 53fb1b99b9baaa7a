import NIOPosix
import PusherCore
import Sandbox
import TestSupport

@testable import craftdesk

/// A sandbox in this process, and the built program configured for it.
struct SandboxTool {
    let server: SandboxServer
    var tool: CommandLineTool

    init(_ faults: Set<Fault> = [], plays: Bool = true, speed: Double = 20) async throws {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("team"))
        configuration.plays = plays
        configuration.speed = speed
        configuration.faults = faults
        server = try await SandboxServer.start(configuration, group: MultiThreadedEventLoopGroup.singleton)
        tool = try CommandLineTool()
        tool.environment = [
            "CRAFTDESK_SERVER_URL": server.url.replacing("http://", with: "ws://"),
            "CRAFTDESK_SERVER_KEY": server.application.key, "CRAFTDESK_APP_URL": server.url,
            "CRAFTDESK_WORKSPACE_ID": server.workspace, "CRAFTDESK_TOKEN": server.users[0].token,
        ]
    }

    func end() async { await server.stop() }
}
