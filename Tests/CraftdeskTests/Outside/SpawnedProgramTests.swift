import Foundation
import HostileText
import Testing

@testable import craftdesk

@Suite struct SpawnedProgramTests {
    private func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        seconds: Int = 60
    ) throws -> SpawnedProgram.Outcome {
        try SpawnedProgram(arguments: arguments, environment: environment.map { "\($0)=\($1)" })
            .finish(input: input, seconds: seconds)
    }

    @Test func argumentsAreArgumentsAndNeverAShellsWords() throws {
        for hostile in HostileText.cases where !hostile.text.contains("\0") {
            let outcome = try run(["printf", "%s", hostile.text])
            #expect(outcome.status == 0)
            #expect(outcome.output == Array(hostile.text.utf8), "\(hostile.name)")
        }
    }

    @Test func theInputComesWhole() throws {
        let input = [UInt8](repeating: 0x61, count: 300_000)
        let outcome = try run(["wc", "-c"], input: input)
        #expect(String(decoding: outcome.output, as: UTF8.self).contains("300000"))
    }

    @Test func aProgramThatDoesNotReadIsNoHarm() throws {
        signal(SIGPIPE, SIG_IGN)
        #expect(try run(["true"], input: [UInt8](repeating: 0x61, count: 300_000)).status == 0)
        #expect(try run(["false"]).status == 1)
    }

    @Test func whatTakesTooLongIsEndedWithAllItStarted() throws {
        #expect(throws: SpawnedProgram.Failed.self) {
            try run(["sh", "-c", "sleep 1000 & sleep 1000"], seconds: 1)
        }
    }

    @Test func aProgramThatIsNotThereIsSaid() {
        #expect(throws: SpawnedProgram.Failed.self) { try run(["/nonexistent/hook"]) }
    }

    /// What prints for ever fills no memory.
    @Test func theBeginningOfTheOutputIsKept() throws {
        let outcome = try run(["sh", "-c", "yes | head -c 300000; exit 3"])
        #expect(outcome.status == 3)
        #expect(outcome.output.count == 65_536)
    }
}
