import Foundation
import JSON
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

/// A recorded session and its replay, by the built program.
@Suite struct RecordCommandTests {
    @Test func aReplayTellsWhatTheSessionTold() async throws {
        let sandbox = try await SandboxTool(speed: 40)
        let file = sandbox.tool.directory.path + "/session.jsonl"
        let live = try await sandbox.tool.run("record", "--json", "--project", "3", "--count", "3", file)
        #expect(live.status == 0)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(!text.contains(sandbox.server.users[0].token))
        #expect(text.contains(#"\"auth\":\"redacted\""#))
        #expect(try await sandbox.tool.run("record", file).status == 64)
        await sandbox.end()

        let replay = try await sandbox.tool.run("replay", "--json", "--speed", "1000", file)
        #expect(replay.status == 0)
        func ids(_ output: String) throws -> Set<String> {
            let lines = try output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
            return Set(lines.filter { $0["type"]?.string == "event" }.compactMap { $0["id"]?.string })
        }
        let told = try ids(live.output)
        #expect(!told.isEmpty)
        // How the recorder left is no loss.
        #expect(!text.contains(#""dir":"close""#))
        #expect(!replay.output.contains(#""type":"error""#))
        // The recorded one printed its project's events only; the replay tells all that came.
        #expect(told.isSubset(of: try ids(replay.output)))
    }

    @Test func whatIsNoRecordingIsSaid() async throws {
        let tool = try CommandLineTool()
        let file = try tool.directory.write("none", "hello\n")
        let outcome = try await tool.run("replay", "--json", file)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("line 1"))
        #expect(try await tool.run("replay", "--json", "/nowhere").status == 74)
    }
}
