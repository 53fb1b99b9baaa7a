import Foundation
import Synchronization
import TestSupport
import Testing

/// The built program without a terminal, while it runs: what it has written so far can be looked at.
final class RunningProgram: Sendable {
    struct Failed: Error, CustomStringConvertible { var description: String }

    private let process: pid_t
    private let directory: URL
    private let status = Mutex<Int32?>(nil)

    init(_ arguments: [String], environment: [String: String]) throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var surroundings = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
        surroundings.merge(environment) { $1 }
        process = try ChildProcess.start(
            [BuiltProduct.path("craftdesk")] + arguments, environment: surroundings,
            output: directory.appendingPathComponent("output").path,
            errors: directory.appendingPathComponent("errors").path)
    }

    deinit {
        if !hasEnded {
            ChildProcess.end(process)
        }
        try? FileManager.default.removeItem(at: directory)
    }

    private func text(_ name: String) -> String {
        let data = try? Data(contentsOf: directory.appendingPathComponent(name))
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// Standard output so far.
    var output: String { text("output") }
    /// Standard error so far.
    var errors: String { text("errors") }

    private var hasEnded: Bool {
        status.withLock { status in
            status = status ?? ChildProcess.poll(process)
            return status != nil
        }
    }

    /// Waits until something holds. The deadline is for a hung program, not a measure of speed.
    func wait(
        for what: String, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: (RunningProgram) async -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            if await condition(self) { return }
            if hasEnded, await !condition(self) { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record(
            "never came: \(what); output: \(output), errors: \(errors), status: \(status.withLock { $0 } ?? -1)",
            sourceLocation: sourceLocation)
        throw Failed(description: "waiting for \(what)")
    }

    /// Waits for its end.
    /// - Returns: the exit status, or 128 and the signal.
    func end(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int32 {
        try await wait(for: "the end", sourceLocation: sourceLocation) { $0.hasEnded }
        return status.withLock { $0 ?? -1 }
    }

    /// Interrupts it as a key does.
    func interrupt() { kill(process, SIGINT) }
}
