import Foundation
import NIOPosix
import PusherCore
import Sandbox
import Testing

/// A server of this process, and homes of clients that know it by their configuration file.
enum TestServer {
    static func start(
        resuming: SandboxServer? = nil, port: Int = 0, faults: Set<Fault> = []
    ) async throws -> SandboxServer {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("quiet"))
        configuration.plays = false
        configuration.port = port
        configuration.faults = faults
        return try await SandboxServer.start(
            configuration, group: MultiThreadedEventLoopGroup.singleton, resuming: resuming)
    }

    /// Waits until a client of a server has its history and both channels, so that what comes next is live.
    static func settle(_ program: PtyProgram, _ server: SandboxServer) async throws {
        try await program.waitForFrame("live", "WEB-151")
        try await program.wait(for: "both channels") { _ in
            let log = await server.subscriptionLog()
            return ["private-workspace.7", "private-project.3"].allSatisfy { name in
                log.contains { $0.channel == name && $0.isSubscribe }
            }
        }
    }

    /// A home with a configuration; the environment that goes with it.
    /// - Parameter more: lines of the configuration's section `[workspace]`, and sections after it.
    static func home(_ server: SandboxServer, token: String? = nil, more: String = "") throws -> [String:
        String]
    {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent(
            "craftdesk-\(UUID().uuidString)")
        let directory = home.appendingPathComponent("craftdesk")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try """
        [server]
        url = "\(server.url.replacing("http", with: "ws"))"
        key = "\(server.application.key)"
        [app]
        url = "\(server.url)"
        [workspace]
        id = 7
        \(more)
        """.write(to: directory.appendingPathComponent("config.toml"), atomically: true, encoding: .utf8)
        return [
            "XDG_CONFIG_HOME": home.path, "XDG_STATE_HOME": home.path, "HOME": home.path, "LC_ALL": "C.UTF-8",
            "CRAFTDESK_TOKEN": token ?? server.users[0].token,
        ]
    }
}
