import Foundation
import JSON
import NIOPosix
import PusherCore
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

/// Two servers in one configuration, by the built program: each profile has a token and a store of its own.
@Suite struct ProfilesTests {
    private func sandbox() async throws -> SandboxServer {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("team"))
        configuration.speed = 20
        return try await SandboxServer.start(configuration, group: MultiThreadedEventLoopGroup.singleton)
    }

    private func sections(_ server: SandboxServer, prefix: String) -> String {
        """
        [\(prefix)server]
        url = "\(server.url.replacing("http://", with: "ws://"))"
        key = "\(server.application.key)"
        [\(prefix)app]
        url = "\(server.url)"
        [\(prefix)workspace]
        id = \(server.workspace)

        """
    }

    private func unread(_ tool: CommandLineTool, _ arguments: String...) async throws -> Int? {
        let outcome = try await BuiltProduct.run(
            "craftdesk", ["status"] + arguments, environment: ["HOME": tool.directory.path])
        return Int(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    @Test func eachHasATokenAndAStoreOfItsOwn() async throws {
        let (home, work) = (try await sandbox(), try await sandbox())
        let tool = try CommandLineTool()
        try tool.directory.write(
            ".config/craftdesk/config.toml",
            sections(home, prefix: "") + sections(work, prefix: "profile.work."))

        // Signed in at one, nobody at the other.
        let zoe = home.users[0]
        let login = try await tool.run("login", "--email", zoe.email, input: "\(zoe.password)\n")
        #expect(login.status == 0, "\(login.errors)")
        let stranger = try await tool.run("--profile", "work", "whoami")
        #expect(stranger.status == 78)
        #expect(stranger.errors.contains("token-work"), "\(stranger.errors)")

        let ana = work.users[1]
        let other = try await tool.run(
            "--profile", "work", "login", "--email", ana.email, input: "\(ana.password)\n")
        #expect(other.status == 0, "\(other.errors)")
        func name(_ arguments: String...) async throws -> String? {
            let outcome = try await BuiltProduct.run(
                "craftdesk", ["whoami", "--json"] + arguments, environment: ["HOME": tool.directory.path])
            return try JSONValue(parsing: Array(outcome.output.utf8))["name"]?.string
        }
        #expect(try await name() == zoe.name)
        #expect(try await name("--profile", "work") == ana.name)

        // What one stores, the other doesn't count.
        let tail = try await tool.run("tail", "--store", "--count", "4")
        #expect(tail.status == 0, "\(tail.errors)")
        let first = try #require(try await unread(tool))
        #expect(first > 0)
        #expect(try await unread(tool, "--profile", "work") == 0)
        let second = try await tool.run(
            "tail", "--store", "--count", "8", environment: ["CRAFTDESK_PROFILE": "work"])
        #expect(second.status == 0, "\(second.errors)")
        #expect(try #require(try await unread(tool, "--profile", "work")) > 0)
        #expect(try await unread(tool) == first)

        // Signing out of one leaves the other alone.
        #expect(try await tool.run("--profile", "work", "logout").status == 0)
        #expect(try await name() == zoe.name)
        await home.stop()
        await work.stop()
    }

    @Test func aProfileThatIsntThereNamesThoseThatAre() async throws {
        let tool = try CommandLineTool()
        let file = try tool.directory.write("config.toml", "[profile.work.ui]\nclock = true\n")
        let outcome = try await tool.run("--config", file, "--profile", "wrok", "status")
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("no [profile.wrok]; it has work"), "\(outcome.errors)")
        let path = try await tool.run("--config", file, "--profile", "../x", "status")
        #expect(path.status == 78)
        #expect(path.errors.contains("no name for a profile"))
    }
}
