import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import craftdesk

/// The statuses scripts rely on, by the built program.
@Suite struct ExitStatusTests {
    let tool: CommandLineTool

    init() throws { tool = try CommandLineTool() }

    @Test func versionAndHelpAreDone() async throws {
        for arguments in ["--version", "--help"] {
            let outcome = try await tool.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            #expect(!outcome.output.isEmpty)
        }
        #expect(try await tool.run("keys", "--version").output == "\(CraftDesk.version)\n")
        #expect(try await tool.run("config", "show", "--help").output.contains("EXAMPLES"))
    }

    @Test(arguments: [["--nonsense"], ["nonsense"], ["tail", "--count", "0"], ["completions", "tcsh"]])
    func usageIs64(arguments: [String]) async throws {
        let outcome = try await tool.run(arguments[0], arguments.dropFirst().first ?? "--nonsense")
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(!outcome.errors.isEmpty)
    }

    @Test func noTerminalIs64() async throws {
        let outcome = try await tool.run("demo")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("craftdesk tail"))
    }

    @Test func badInputIs65() async throws {
        let file = try tool.directory.write("scenario.json", "{")
        #expect(try await tool.run("sandbox", "--scenario", file).status == 65)
    }

    @Test func aConfigurationThatCantBeUsedIs78() async throws {
        #expect(try await tool.run("tail").status == 78)
        #expect(try await tool.run("--config", "/none.toml", "tail").status == 78)
        #expect(try await tool.run("tail", "--profile", "none").status == 78)
    }

    @Test func aFullDeviceIs74() async throws {
        let outcome = try await tool.shell("\"$craftdesk\" keys > /dev/full")
        #expect(outcome.status == 74)
        #expect(outcome.errors == "craftdesk: standard output can't be written (No space left on device).\n")
    }

    /// A filter whose reader has seen enough ends without a word.
    @Test func aReaderThatWentAwayEndsTheProgramQuietly() async throws {
        let outcome = try await tool.shell(
            "\"$craftdesk\" config show | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}")
        #expect(outcome.output == "141\n" || outcome.output == "0\n")
        #expect(outcome.errors == "")
    }

    @Test func aPipeGetsNoColours() async throws {
        for command in ["keys", "config show", "--help"] {
            let output = try await tool.shell("\"$craftdesk\" \(command)").output
            #expect(!output.contains("\u{1B}"))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsComeFromTheCommandTable(shell: String) async throws {
        let outcome = try await tool.run("completions", shell)
        #expect(outcome.status == 0)
        for command in GlobalOptionsTests.commands where command.command.configuration.shouldDisplay {
            let isThere = outcome.output.contains(command.path.last ?? "")
            #expect(isThere, "\(command.path)")
        }
    }

    @Test func theCompletionScriptIsGoodBash() async throws {
        let script = try await tool.run("completions", "bash").output
        let file = try tool.directory.write("completions", script)
        #expect(try await tool.shell("bash -n \(file)").status == 0)
    }
}
