import Foundation
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

/// `craftdesk sandbox` as scripts start it.
@Suite(.timeLimit(.minutes(2))) struct SandboxCommandTests {
    let tool: CommandLineTool

    init() throws { tool = try CommandLineTool() }

    @Test func itsLineHasTheAddressAndEachUsersToken() async throws {
        let outcome = try await tool.shell(
            """
            mkfifo "$HOME/out"
            "$craftdesk" sandbox >"$HOME/out" & server=$!
            read -r line <"$HOME/out"
            kill $server; wait $server
            echo "$line"
            """)
        let line = outcome.output
        #expect(line.hasPrefix("listening on http://127.0.0.1:"), "\(outcome.errors)")
        for user in try Scenario.named("team").cast.map(\.email) {
            #expect(line.contains("\(user)="), "\(line)")
        }
    }

    @Test func itEndsByASignalAsTheShellHasIt() async throws {
        let outcome = try await tool.shell(
            """
            mkfifo "$HOME/out"
            "$craftdesk" sandbox >"$HOME/out" & server=$!
            read -r line <"$HOME/out"
            kill -TERM $server; wait $server; echo $?
            """)
        #expect(outcome.output == "143\n", "\(outcome.errors)")
    }

    @Test func aPortThatIsTakenIsSaid() async throws {
        let outcome = try await tool.shell(
            """
            mkfifo "$HOME/out"
            "$craftdesk" sandbox >"$HOME/out" & server=$!
            read -r listening on url rest <"$HOME/out"
            "$craftdesk" sandbox --port "${url##*:}"; echo $?
            kill $server; wait $server
            """)
        #expect(outcome.output == "69\n", "\(outcome.errors)")
        #expect(outcome.errors.contains("port") || outcome.errors.contains("in use"), "\(outcome.errors)")
    }

    @Test(arguments: [
        ("--fault", "auth-40", "auth-40"), ("--imitate", "rverb", "reverb"), ("--speed", "0", "--speed"),
        ("--port", "70000", "65535"),
    ])
    func whatItDoesntKnowIsUsageWithAHint(option: String, value: String, hint: String) async throws {
        let outcome = try await tool.run("sandbox", option, value)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(hint), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    @Test func aScenarioThatIsNoneIs65() async throws {
        let outcome = try await tool.run("sandbox", "--scenario", "nonsense")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("nonsense"))
    }
}
