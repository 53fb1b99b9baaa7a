import Foundation
import TestSupport
import Testing

@testable import craftdesk

@Suite struct OutputTests {
    /// What blocks runs on a thread of its own: those of concurrency are as few as there are processors, and two
    /// tests that block them wait for each other for ever.
    private static func elsewhere(_ work: @escaping @Sendable () -> Data) async -> Data {
        await withCheckedContinuation { done in
            Thread.detachNewThread { done.resume(returning: work()) }
        }
    }

    /// A pipe of its own; what was written to it, once the writer is done.
    private func written(_ write: (Int32) async throws -> Void) async throws -> String {
        let pipe = Pipe()
        // It reads before anything is written: a child task may have to wait for the thread that writes.
        let (arrived, reader) = AsyncStream.makeStream(of: Data.self)
        Thread.detachNewThread {
            reader.yield(pipe.fileHandleForReading.readDataToEndOfFile())
            reader.finish()
        }
        try await write(pipe.fileHandleForWriting.fileDescriptor)
        try pipe.fileHandleForWriting.close()
        return String(decoding: await arrived.reduce(into: Data()) { $0 += $1 }, as: UTF8.self)
    }

    /// More than a pipe holds, whether the pipe waits or says so.
    @Test(arguments: [false, true])
    func everythingIsWrittenHoweverFullThePipeIs(isNonBlocking: Bool) async throws {
        let text = String(repeating: "Zoë commented 💬\n", count: 20_000)
        let arrived = try await written { descriptor in
            if isNonBlocking {
                _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
            }
            Output.write(text, to: descriptor)
        }
        #expect(arrived == text)
    }

    @Test func bytesThatAreNoTextAreWrittenAsTheyAre() async throws {
        let pipe = Pipe()
        Output.write([0xFF, 0x00, 0x80], to: pipe.fileHandleForWriting.fileDescriptor)
        try pipe.fileHandleForWriting.close()
        #expect(pipe.fileHandleForReading.readDataToEndOfFile() == Data([0xFF, 0x00, 0x80]))
    }

    @Test func aPipeIsNoTerminal() throws {
        let pipe = Pipe()
        #expect(!Output.isTerminal(pipe.fileHandleForWriting.fileDescriptor))
    }

    // MARK: Progress

    @Test func whatIsDoneAtOnceSaysNothing() async throws {
        let text = try await written { descriptor in
            let progress = Progress(patience: .seconds(3600), isShown: true, to: descriptor)
            let result = await Progress.during("looking", by: progress) { 7 }
            #expect(result == 7)
        }
        #expect(text == "")
    }

    @Test func whatTakesLongIsToldAndTakenAway() async throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        let progress = Progress(patience: .zero, isShown: true, to: descriptor)
        await Progress.during("looking", by: progress) {
            // The work is as long as the sentence takes to come.
            _ = await Self.elsewhere { pipe.fileHandleForReading.availableData }
        }
        try pipe.fileHandleForWriting.close()
        let rest = pipe.fileHandleForReading.readDataToEndOfFile()
        #expect(String(decoding: rest, as: UTF8.self) == "\r\u{1B}[K")
    }

    @Test func aScriptIsToldNothing() async throws {
        let text = try await written { descriptor in
            let progress = Progress(patience: .zero, isShown: false, to: descriptor)
            await Progress.during("looking", by: progress) { await Task.yield() }
        }
        #expect(text == "")
    }

    @Test func aFailureComesThrough() async throws {
        _ = try await written { descriptor in
            await #expect(throws: Failure.self) {
                let progress = Progress(patience: .seconds(3600), isShown: true, to: descriptor)
                try await Progress.during("looking", by: progress) { () async throws(Failure) in
                    throw Failure(.refused, "no")
                }
            }
        }
    }

    // MARK: The program in a pipe

    /// Each line is there before the next event comes.
    @Test func aPipesReaderSeesEachLineAsItHappens() async throws {
        let sandbox = try await SandboxTool(speed: 20)
        let tool = sandbox.tool
        let outcome = try await tool.shell(
            "\"$craftdesk\" tail 2>/dev/null | { read -r line; echo \"first: $line\"; }; echo ${PIPESTATUS[0]}",
            environment: tool.environment)
        await sandbox.end()
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("first: 20") == true)
        // The reader went away: the next line ends the program as SIGPIPE ends any filter.
        #expect(lines.last == "141")
        #expect(outcome.errors == "")
    }
}
