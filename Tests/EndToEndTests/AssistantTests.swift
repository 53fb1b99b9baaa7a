import Foundation
import NIOPosix
import Sandbox
import TestSupport
import Testing

/// The first start in a real terminal, from an empty home to a feed.
@Suite struct AssistantTests {
    private func home() throws -> URL {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("home-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        return home
    }

    private func start(_ home: URL) throws -> TmuxScreen {
        try TmuxScreen(
            [
                "env", "-u", "XDG_CONFIG_HOME", "-u", "XDG_STATE_HOME", "-u", "XDG_CACHE_HOME",
                BuiltProduct.path("craftdesk"),
            ],
            environment: ["HOME": home.path, "LC_ALL": "C.UTF-8"])
    }

    @Test func fromAnEmptyHomeToTheFeed() async throws {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("team"))
        configuration.speed = 20
        let server = try await SandboxServer.start(
            configuration, group: MultiThreadedEventLoopGroup.singleton)
        let home = try home()
        defer { try? FileManager.default.removeItem(at: home) }
        let user = server.users[0]
        let screen = try start(home)
        try await screen.wait(for: "the first question") { $0.contains("Where is your CraftDesk?") }
        try screen.type("ftp://x", "Enter")
        try await screen.wait(for: "a refusal") { $0.contains("is no web address") }
        try screen.type("C-u", "\(server.url)/w/7", "Enter")
        try await screen.wait(for: "the second question") { $0.contains("Who are you?") }
        try screen.type(user.email, "Enter", "wrong", "Enter")
        try await screen.wait(for: "the refusal") { $0.contains("credentials are incorrect") }
        #expect(!screen.text.contains("wrong"))
        #expect(!FileManager.default.fileExists(atPath: home.path + "/.config"))
        try screen.type("C-u", user.password, "Enter")
        try await screen.wait(for: "the feed") { $0.contains("live") && $0.contains("Inbox") }
        try await screen.wait(for: "an event") { $0.contains("●") }
        try screen.type("q")
        try await screen.wait(for: "its end") { $0.contains("exited 0") }
        let directory = home.path + "/.config/craftdesk"
        let mode =
            try FileManager.default.attributesOfItem(atPath: directory + "/token")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        // Known from now on: the second start asks for nothing.
        let again = try start(home)
        try await again.wait(for: "the feed") { $0.contains("live") && $0.contains("Inbox") }
        await server.stop()
    }

    @Test(arguments: [("Escape", 0), ("C-c", 130)])
    func leavingWritesNothing(_ key: String, _ status: Int) async throws {
        let home = try home()
        defer { try? FileManager.default.removeItem(at: home) }
        let screen = try start(home)
        try await screen.wait(for: "the first question") { $0.contains("Where is your CraftDesk?") }
        try screen.type("acme.example", key)
        try await screen.wait(for: "its end") { $0.contains("exited \(status)") }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: home.path).filter { $0 != ".bash_history" }
                == [])
        let settings = try screen.terminalSettings()
        #expect(settings.before == settings.after)
    }

    /// A token that was issued for somebody who then leaves is no token any more.
    @Test func leavingAfterSigningInRevokesTheToken() async throws {
        let server = try await TestServer.start(faults: [.noWorkspaces])
        let home = try home()
        defer { try? FileManager.default.removeItem(at: home) }
        let before = await server.tokenCount()
        let screen = try start(home)
        try await screen.wait(for: "the first question") { $0.contains("Where is your CraftDesk?") }
        try screen.type(server.url, "Enter")
        try await screen.wait(for: "the second question") { $0.contains("Who are you?") }
        try screen.type(server.users[0].email, "Enter", server.users[0].password, "Enter")
        try await screen.wait(for: "the third question") { $0.contains("Which workspace?") }
        #expect(await server.tokenCount() == before + 1)
        try screen.type("Escape")
        try await screen.wait(for: "its end") { $0.contains("exited 0") }
        #expect(await server.tokenCount() == before)
        await server.stop()
    }

    @Test(arguments: [[], ["plain"], ["tail"]] as [[String]])
    func withoutATerminalItSaysWhatToDo(_ arguments: [String]) async throws {
        let home = try home()
        defer { try? FileManager.default.removeItem(at: home) }
        let outcome = try await BuiltProduct.run("craftdesk", arguments, environment: ["HOME": home.path])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("run \"craftdesk\" in a terminal, which asks for what is needed"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }
}
