import Foundation
import NIOPosix
import PusherCore
import Sandbox
import TestSupport
import Testing

/// Signing in at a real terminal: the command's prompt, and the form of the running program.
@Suite struct LoginTests {
    /// A server, a home that knows it, and what the program is started with.
    private struct Stage {
        let server: SandboxServer
        let home: URL
        var user: DemoUser { server.users[0] }
        var token: String { home.path + "/.config/craftdesk/token" }

        init() async throws {
            var configuration = SandboxConfiguration(scenario: try Scenario.named("team"))
            configuration.plays = false
            server = try await SandboxServer.start(
                configuration, group: MultiThreadedEventLoopGroup.singleton)
            home = FileManager.default.temporaryDirectory.appendingPathComponent("home-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                atPath: home.path + "/.config/craftdesk", withIntermediateDirectories: true)
        }

        var environment: [String: String] {
            [
                "HOME": home.path, "LC_ALL": "C.UTF-8", "CRAFTDESK_APP_URL": server.url,
                "CRAFTDESK_SERVER_URL": server.url.replacing("http://", with: "ws://"),
                "CRAFTDESK_SERVER_KEY": server.application.key, "CRAFTDESK_WORKSPACE_ID": server.workspace,
            ]
        }

        func start(_ arguments: String...) throws -> TmuxScreen {
            try TmuxScreen(
                [
                    "env", "-u", "XDG_CONFIG_HOME", "-u", "XDG_STATE_HOME", "-u", "XDG_CACHE_HOME",
                    BuiltProduct.path("craftdesk"),
                ] + arguments, environment: environment)
        }

        func end() async {
            await server.stop()
            try? FileManager.default.removeItem(at: home)
        }
    }

    @Test func thePromptShowsNoPassword() async throws {
        let stage = try await Stage()
        let screen = try stage.start("login")
        try await screen.wait(for: "the first question") { $0.contains("E-mail for 127.0.0.1:") }
        try screen.type(stage.user.email, "Enter")
        try await screen.wait(for: "the second") { $0.contains("Password:") }
        try screen.type("wrong", "BSpace", "C-u", stage.user.password, "Enter")
        try await screen.wait(for: "its end") { $0.contains("exited 0") }
        #expect(screen.text.contains("Logged in to 127.0.0.1 as \(stage.user.name)"))
        #expect(!screen.text.contains("wrong") && !screen.text.contains(stage.user.password))
        let settings = try screen.terminalSettings()
        #expect(settings.before == settings.after)
        await stage.end()
    }

    @Test func leavingAtThePasswordRestoresTheTerminal() async throws {
        let stage = try await Stage()
        let screen = try stage.start("login", "--email", stage.user.email)
        try await screen.wait(for: "the question") { $0.contains("Password:") }
        try screen.type("secret", "C-c")
        try await screen.wait(for: "its end") { $0.contains("exited 130") }
        #expect(!screen.text.contains("secret"))
        let settings = try screen.terminalSettings()
        #expect(settings.before == settings.after)
        #expect(!FileManager.default.fileExists(atPath: stage.token))
        await stage.end()
    }

    @Test func aTokenRevokedWhileRunningLeadsToTheFormAndOn() async throws {
        let stage = try await Stage()
        let old = stage.user.token
        _ = FileManager.default.createFile(
            atPath: stage.token, contents: Data("\(old)\n".utf8), attributes: [.posixPermissions: 0o600])
        let screen = try stage.start()
        try await screen.wait(for: "the feed") { $0.contains("live") }
        await stage.server.comment(task: 142, author: 5, body: "before")
        try await screen.wait(for: "an event") { $0.contains("WEB-142") }
        let revoked = try await BuiltProduct.run(
            "craftdesk", ["logout"],
            environment: stage.environment.merging(["CRAFTDESK_TOKEN": old, "HOME": "/nowhere"]) { $1 })
        #expect(revoked.status == 0, "\(revoked.errors)")
        await stage.server.dropConnections()
        try await screen.wait(for: "the state") {
            $0.contains("logged out") && $0.contains("L logs in again: ")
        }
        #expect(screen.text.contains("WEB-142"))

        try screen.type("L")
        try await screen.wait(for: "the form") { $0.contains("Log in to 127.0.0.1") }
        try screen.type(stage.user.email, "Enter", "wrong", "Enter")
        try await screen.wait(for: "the refusal") { $0.contains("credentials are incorrect") }
        try screen.type("C-u", stage.user.password, "Enter")
        try await screen.wait(for: "the feed again") {
            $0.contains("logged in as \(stage.user.name)") && $0.contains("live")
        }
        await stage.server.comment(task: 151, author: 5, body: "after")
        try await screen.wait(for: "what came after") { $0.contains("WEB-151") }
        try screen.type("q")
        try await screen.wait(for: "its end") { $0.contains("exited 0") }
        let new = try String(contentsOfFile: stage.token, encoding: .utf8)
        #expect(new.contains("|") && !new.contains(old))
        let mode =
            try FileManager.default.attributesOfItem(atPath: stage.token)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        await stage.end()
    }
}
