import Feed
import Foundation
import JSON
import Store
import TestSupport
import Testing

@testable import craftdesk

/// Unread counts by the built program, which asks nothing of the network.
@Suite struct StatusCommandTests {
    private func event(_ number: Int, project: String?, forMe: Bool = false) -> Feed.Notification {
        Feed.Notification(
            id: "e\(number)", kind: .comment, name: "C", channel: "c", project: project, text: "text",
            occurredAt: Timestamp(seconds: Int64(number)), receivedAt: Timestamp(seconds: Int64(number)),
            addressedToMe: forMe)
    }

    /// Three unread entries, one of them for me.
    private func filled() throws -> CommandLineTool {
        var tool = try CommandLineTool()
        let path = tool.directory.path + "/feed.sqlite"
        let store = try FeedStore(path: path)
        try store.append(
            [event(1, project: "3"), event(2, project: "3", forMe: true), event(3, project: nil)], marks: [])
        store.close()
        tool.environment["CRAFTDESK_STORE_PATH"] = path
        return tool
    }

    @Test func aFileThatIsNamedNeedsNoServer() async throws {
        let tool = try filled()
        let outcome = try await tool.run("status")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "3\n")
        #expect(outcome.errors == "")
        let json = try JSONValue(parsing: Array(try await tool.run("status", "--json").output.utf8))
        #expect(json["mentions"]?.int == 1)
        #expect(json["projects"]?["3"]?.int == 2)
        #expect(try await tool.run("status", "--format", "tmux").output == "#[fg=yellow]@1#[default] 3\n")
        #expect(
            try await tool.run("status", "--template", "{unread}/{project:3}/{project:9}").output == "3/2/0\n"
        )
    }

    /// A prompt is there before the first start, and it makes no files.
    @Test func beforeTheFirstStartNothingIsUnreadAndNothingIsMade() async throws {
        let tool = try CommandLineTool()
        let outcome = try await tool.run(
            "status",
            environment: [
                "CRAFTDESK_SERVER_URL": "ws://127.0.0.1:1", "CRAFTDESK_SERVER_KEY": "k",
                "CRAFTDESK_APP_URL": "http://127.0.0.1:1", "CRAFTDESK_WORKSPACE_ID": "7",
            ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "0\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: tool.directory.path) == [])
    }

    @Test func withoutAConfigurationTheWayToOneIsSaid() async throws {
        let outcome = try await CommandLineTool().run("status")
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("server.url"))
        #expect(outcome.output == "")
    }

    @Test func aFormatThatDoesNotExistNamesThoseThatDo() async throws {
        let outcome = try await filled().run("status", "--format", "i3")
        #expect(outcome.status == 64)
        for format in StatusReport.Format.allCases { #expect(outcome.errors.contains(format.rawValue)) }
    }

    @Test func aFileThatIsNoDatabaseIs74() async throws {
        let tool = try CommandLineTool()
        let file = try tool.directory.write("feed.sqlite", String(repeating: "no database\n", count: 500))
        let outcome = try await tool.run("status", environment: ["CRAFTDESK_STORE_PATH": file])
        #expect(outcome.status == 74)
        #expect(outcome.errors.contains(file))
    }

    /// The line of the examples: nothing before the prompt when nothing is unread.
    @Test func theExampleForBashShowsTheCountBeforeThePrompt() async throws {
        let tool = try filled()
        let example = Repository.resources.appendingPathComponent("examples/status/prompt.sh").path
        let line = """
            mkdir -p "$HOME/bin" && ln -s "$craftdesk" "$HOME/bin/craftdesk" && PATH=$HOME/bin:$PATH
            PS1='> '; . '\(example)'; printf '%s|' "${PS1@P}"
            CRAFTDESK_STORE_PATH=$HOME/none.sqlite; export CRAFTDESK_STORE_PATH; printf '%s|' "${PS1@P}"
            """
        let outcome = try await tool.shell(line, environment: tool.environment)
        #expect(outcome.output == "(@1 3) > |> |", "\(outcome.errors)")
    }
}
