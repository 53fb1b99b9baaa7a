import Foundation
import JSON
import NIOPosix
import PusherCore
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

@Suite struct StatsCommandTests {
    private func sandbox() async throws -> SandboxServer {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("quiet"))
        configuration.plays = false
        return try await SandboxServer.start(configuration, group: MultiThreadedEventLoopGroup.singleton)
    }

    private func environment(_ server: SandboxServer, secret: String? = nil) -> [String: String] {
        [
            "CRAFTDESK_SERVER_URL": server.url.replacing("http://", with: "ws://"),
            "CRAFTDESK_SERVER_KEY": server.application.key, "CRAFTDESK_SERVER_APP_ID": server.application.id,
            "CRAFTDESK_SERVER_SECRET": secret ?? server.application.secret,
        ]
    }

    @Test func figuresComeByTheSignedAPI() async throws {
        let (server, tool) = (try await sandbox(), try CommandLineTool())
        let outcome = try await tool.run("stats", "--json", environment: environment(server))
        #expect(outcome.status == 0, "\(outcome.errors)")
        let root = try JSONValue(parsing: Array(outcome.output.utf8))
        #expect(root["connections"]?.int == 0)
        #expect(root["channels"]?.members.isEmpty == true)
        let table = try await tool.run("stats", environment: environment(server))
        #expect(table.output.hasPrefix("0 connections, 0 channels\n"))
        await server.stop()
    }

    @Test func liveEndsAfterItsSamplesALineEach() async throws {
        let (server, tool) = (try await sandbox(), try CommandLineTool())
        let outcome = try await tool.run(
            "stats", "--live", "--every", "100ms", "--count", "3", environment: environment(server))
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count == 3)
        #expect(!outcome.output.contains("\u{1B}"))
        await server.stop()
    }

    @Test func aWrongSecretIs77AndIsNotTold() async throws {
        let (server, tool) = (try await sandbox(), try CommandLineTool())
        let outcome = try await tool.run(
            "stats", "--log-file", tool.directory.path + "/log", "--log-level", "trace",
            environment: environment(server, secret: "hush-hush"))
        #expect(outcome.status == 77)
        #expect(outcome.errors.contains("REVERB_APP_SECRET"))
        let log = (try? String(contentsOfFile: tool.directory.path + "/log", encoding: .utf8)) ?? ""
        #expect(!(outcome.errors + outcome.output + log).contains("hush-hush"))
        await server.stop()
    }

    @Test func aWrongApplicationIs77() async throws {
        let (server, tool) = (try await sandbox(), try CommandLineTool())
        let outcome = try await tool.run(
            "stats", environment: environment(server).merging(["CRAFTDESK_SERVER_APP_ID": "99"]) { $1 })
        #expect(outcome.status == 77)
        #expect(outcome.errors.contains("REVERB_APP_ID"))
        await server.stop()
    }

    @Test func aFileWithTheSecretIs0600() async throws {
        let tool = try CommandLineTool()
        let file = try tool.directory.write(
            "config.toml", "[server]\nurl = \"ws://127.0.0.1:1\"\napp_id = 1\nsecret = \"x\"\n", mode: 0o644)
        let outcome = try await tool.run("stats", "--config", file)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("chmod 600"))
    }

    @Test func noServerIs69() async throws {
        let tool = try CommandLineTool()
        let outcome = try await tool.run(
            "stats", "--set", "server.url=ws://127.0.0.1:1", "--set", "server.app_id=1",
            environment: ["CRAFTDESK_SERVER_SECRET": "x"])
        #expect(outcome.status == 69)
    }
}
