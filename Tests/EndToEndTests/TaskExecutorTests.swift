import Foundation
import Sandbox
import TestSupport
import Testing

/// A program that has nothing to do sleeps: its tasks are on the event loops, and libdispatch's pool, which
/// wakes every second once it has a thread, never gets one.
@Suite(.serialized) struct TaskExecutorTests {
    /// A thread by its name, and how often it has gone to sleep of its own accord.
    private struct Sleeper {
        var name: String
        var sleeps: Int
    }

    private static func threads(of process: pid_t) throws -> [String: Sleeper] {
        var threads: [String: Sleeper] = [:]
        let directory = "/proc/\(process)/task"
        for id in try FileManager.default.contentsOfDirectory(atPath: directory) {
            let name = try String(contentsOfFile: "\(directory)/\(id)/comm", encoding: .utf8)
            let status = try String(contentsOfFile: "\(directory)/\(id)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt") })
            let number = line.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) }
            threads[id] = Sleeper(
                name: name.trimmingCharacters(in: .newlines), sleeps: try #require(number))
        }
        return threads
    }

    @Test func anIdleProgramSleeps() async throws {
        let server = try await TestServer.start()
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk")], environment: try TestServer.home(server))
        try await TestServer.settle(program, server)
        // A pool without work would end its threads by itself, and wake until then.
        var fewest = Int.max
        for _ in 0..<12 where fewest > Self.handful {
            let before = try Self.threads(of: program.process)
            try await Task.sleep(for: .seconds(5))
            let after = try Self.threads(of: program.process)
            for (id, sleeper) in after where id != String(program.process) {
                let isKnown = sleeper.name.hasPrefix("NIO-") || sleeper.name.hasSuffix(".overcommit")
                #expect(isKnown, "\(sleeper.name)")
            }
            fewest = min(fewest, after.reduce(0) { $0 + $1.value.sleeps - (before[$1.key]?.sleeps ?? 0) })
        }
        #expect(fewest <= Self.handful)
        program.type("q")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    /// How often all threads together may go to sleep in five seconds, in which a tick of a second comes four
    /// times at least.
    private static let handful = 3
}
