import Foundation
import JSON
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

/// `craftdesk tail` by the built program: its lines, and how it ends for each thing that can be wrong.
@Suite struct TailCommandTests {
    // MARK: Lines

    @Test func jsonLinesAreThoseOfTheContract() async throws {
        let sandbox = try await SandboxTool()
        let outcome = try await sandbox.tool.run("tail", "--json", "--count", "5")
        await sandbox.end()
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let lines = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        let events = lines.filter { $0["type"]?.string == "event" }
        #expect(events.count == 5)
        for event in events {
            for key in [
                "id", "kind", "name", "channel", "title", "occurred_at", "received_at", "live", "unread",
            ] {
                #expect(event[key] != nil, "\(key)")
            }
            #expect(event["data"]?.kind == .object)
        }
        let states = lines.filter { $0["type"]?.string == "state" }
        #expect(states.compactMap { $0["state"]?.string } == ["connecting", "connected"])
        #expect(states.last?["socket_id"]?.string?.isEmpty == false)
        let subscriptions = lines.filter { $0["type"]?.string == "subscription" }
        #expect(subscriptions.contains { $0["state"]?.string == "subscribed" })
    }

    @Test func textIsALineAnEventAndStatesAreElsewhere() async throws {
        let sandbox = try await SandboxTool()
        let outcome = try await sandbox.tool.run("tail", "--count", "3")
        await sandbox.end()
        #expect(outcome.output.split(separator: "\n").count == 3)
        #expect(outcome.errors.contains("private-workspace.7 subscribed"))
        #expect(!outcome.output.contains("subscribed"))
    }

    @Test func aFilterIsAQuery() async throws {
        let sandbox = try await SandboxTool(speed: 200)
        let outcome = try await sandbox.tool.run("tail", "--json", "--count", "3", "--filter", "kind:comment")
        #expect(outcome.status == 0)
        let kinds = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
            .compactMap { $0["kind"]?.string }
        #expect(kinds == ["comment", "comment", "comment"])
        let wrong = try await sandbox.tool.run("tail", "--filter", "kidn:comment")
        await sandbox.end()
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("--filter: column 1"))
        #expect(wrong.errors.contains("kind:"))
    }

    /// Kinds of `[[event]]` can be asked for, as on the screen.
    @Test func aFilterKnowsTheKindsOfTheConfiguration() async throws {
        let sandbox = try await SandboxTool(speed: 200)
        let file = sandbox.tool.directory.path + "/events.toml"
        try """
        [[event]]
        name = "OrderShipped"
        kind = "order_shipped"
        title = "Order"
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try await sandbox.tool.run(
            "tail", "--config", file, "--for", "1ms", "--filter", "kind:order_shipped")
        let wrong = try await sandbox.tool.run(
            "tail", "--config", file, "--filter", "kind:order_shiped")
        await sandbox.end()
        #expect(outcome.status == 0)
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("the nearest is \"order_shipped\""))
    }

    @Test func aSummaryIsOneLine() async throws {
        let sandbox = try await SandboxTool(speed: 200)
        let outcome = try await sandbox.tool.run("tail", "--json", "--summary", "--count", "20")
        await sandbox.end()
        let last = try #require(outcome.output.split(separator: "\n").last)
        let summary = try JSONValue(parsing: Array(last.utf8))
        #expect(summary["type"]?.string == "summary")
        #expect(summary["events"]?.int == 20)
        #expect(summary["gaps"]?.int == 0)
        #expect(!outcome.output.contains(#""type":"event""#))
    }

    @Test func whatIsStoredIsNotToldAgainAndWhatWasMissedIs() async throws {
        let sandbox = try await SandboxTool(plays: false)
        // Ends once the store knows where to go on from, however slow the machine.
        let first = try await sandbox.tool.shell(
            """
            "$craftdesk" tail --json --store > "$HOME/lines" & child=$!
            until [ -n "$(sqlite3 "$HOME"/.local/state/craftdesk/*.sqlite \
                "SELECT value FROM fact WHERE name = 'cursor'" 2>/dev/null)" ]; do sleep 0.2; done
            kill -INT $child; wait $child; cat "$HOME/lines"
            """, environment: sandbox.tool.environment)
        #expect(!first.output.contains(#""type":"event""#))
        await sandbox.server.comment(task: 142, author: 5, body: "While you were away")
        let second = try await sandbox.tool.run("tail", "--json", "--store", "--count", "1")
        await sandbox.end()
        #expect(second.output.contains("While you were away"))
        #expect(second.output.contains(#""live":false"#))
    }

    @Test func aReaderThatWentAwayIsTheEnd() async throws {
        let sandbox = try await SandboxTool(speed: 100)
        let outcome = try await sandbox.tool.shell(
            "\"$craftdesk\" tail --json | head -n 1 >/dev/null; echo ${PIPESTATUS[0]}",
            environment: sandbox.tool.environment)
        await sandbox.end()
        #expect(outcome.output == "141\n")
        #expect(outcome.errors == "")
    }

    @Test(arguments: [("INT", Int32(130)), ("TERM", 143), ("HUP", 129)])
    func signals(_ signal: String, _ status: Int32) async throws {
        let sandbox = try await SandboxTool(plays: false)
        let outcome = try await sandbox.tool.shell(
            """
            "$craftdesk" tail --json > "$HOME/lines" & child=$!
            until grep -q subscribed "$HOME/lines"; do sleep 0.1; done
            kill -\(signal) $child; wait $child; echo $?
            """, environment: sandbox.tool.environment)
        await sandbox.end()
        #expect(outcome.output == "\(status)\n")
    }

    // MARK: What can be wrong (the sandbox's faults are EndToEndTests' FaultSentencesTests)

    @Test func nobodyListens() async throws {
        let sandbox = try await SandboxTool(plays: false)
        await sandbox.end()
        let outcome = try await sandbox.tool.run("tail", "--for", "60s")
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("connection refused"))
        #expect(outcome.errors.contains("server.url"))
    }

    @Test func thereIsNoSuchHost() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let outcome = try await sandbox.tool.run(
            "tail", "--for", "60s", environment: ["CRAFTDESK_SERVER_URL": "ws://nowhere.invalid"])
        await sandbox.end()
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("nowhere.invalid"))
    }

    @Test func aCertificateThatNobodyVouchesFor() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let outcome = try await sandbox.tool.shell(
            """
            cd "$HOME"
            openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 1 -subj /CN=localhost 2>/dev/null
            openssl s_server -accept 127.0.0.1:0 -cert cert -key key -www > tls 2>&1 & server=$!
            until port=$(sed -n 's/^ACCEPT .*:\\([0-9]*\\)$/\\1/p' tls) && [ -n "$port" ]; do sleep 0.1; done
            CRAFTDESK_SERVER_URL=wss://localhost:$port "$craftdesk" tail --for 60s; echo $?
            kill $server
            """, environment: sandbox.tool.environment)
        await sandbox.end()
        #expect(outcome.output == "69\n")
        #expect(outcome.errors.contains("certificate"))
        #expect(outcome.errors.contains("server.ca_file"))
    }

    @Test func aWrongTokenIs77() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let outcome = try await sandbox.tool.run(
            "tail", "--for", "60s", environment: ["CRAFTDESK_TOKEN": "1|wrong-token-of-nobody"])
        await sandbox.end()
        #expect(outcome.status == 77)
        #expect(outcome.errors.contains("craftdesk login"))
        #expect(!outcome.errors.contains("wrong-token-of-nobody"))
    }

    @Test func aChannelThatWasAskedForIsNeeded() async throws {
        let sandbox = try await SandboxTool([.auth403Project])
        let named = try await sandbox.tool.run("tail", "--project", "3", "--for", "60s")
        #expect(named.status == 77)
        #expect(named.errors.contains("private-project.3"))
        let other = try await sandbox.tool.run("tail", "--channel", "private-orders.7", "--for", "60s")
        #expect(other.status == 77)
        let none = try await sandbox.tool.run("tail", "--count", "1")
        await sandbox.end()
        #expect(none.status == 0)
    }

    /// Found out once, said once; events come all the same.
    @Test func anApplicationWithoutHistory() async throws {
        let sandbox = try await SandboxTool([.noHistory])
        let outcome = try await sandbox.tool.shell(
            """
            "$craftdesk" tail --json > "$HOME/lines" & child=$!
            until grep -q '"type":"error"' "$HOME/lines" && grep -q '"type":"event"' "$HOME/lines"; do sleep 0.1; done
            kill $child; wait $child; cat "$HOME/lines"
            """, environment: sandbox.tool.environment)
        await sandbox.end()
        let errors = outcome.output.split(separator: "\n").filter { $0.contains(#""type":"error""#) }
        #expect(errors.count == 1)
        #expect(errors.first?.contains("app.events_path") == true)
    }
}
