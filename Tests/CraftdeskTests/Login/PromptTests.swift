import Foundation
import Testing

@testable import craftdesk

/// Answers without a terminal: lines of standard input. With one they are asked for in the end-to-end tests.
@Suite struct PromptTests {
    /// What the questions are answered with by this input.
    private func answers(_ input: [UInt8], _ ask: (Prompt) throws -> [String]) throws -> [String] {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input))
        try pipe.fileHandleForWriting.close()
        let prompt = Prompt(descriptor: pipe.fileHandleForReading.fileDescriptor)
        #expect(!prompt.isTerminal)
        return try ask(prompt)
    }

    @Test func eachQuestionTakesALine() throws {
        let said = try answers(Array("zoë@acme.example\r\n\npass word\nrest".utf8)) { prompt in
            [
                try prompt.ask("E-mail"), try prompt.ask("Nothing"), try prompt.askSecret("Password"),
                try prompt.ask("Rest"),
            ]
        }
        #expect(said == ["zoë@acme.example", "", "pass word", "rest"])
    }

    @Test func anEndWhereAnAnswerIsExpectedIsAFailure() throws {
        let error = #expect(throws: Failure.self) {
            _ = try answers(Array("one\n".utf8)) { [try $0.ask("One"), try $0.ask("Two")] }
        }
        #expect(error?.status == .badData)
    }

    /// What is piped in by mistake is not read for ever.
    @Test func aLineHasALimit() throws {
        let said = try answers([UInt8](repeating: 0x61, count: 65_000)) { [try $0.ask("One")] }
        #expect(said.map(\.count) == [65_000])
    }

    @Test func whatIsNoUTF8DoesNotStopIt() throws {
        let said = try answers([0xFF, 0x61, 0x0A]) { [try $0.ask("One")] }
        #expect(said == ["\u{FFFD}a"])
    }
}
