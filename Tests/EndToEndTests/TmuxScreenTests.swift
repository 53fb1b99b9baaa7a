import Foundation
import TestSupport
import Testing

/// The tests' own terminal leaves nothing behind.
@Suite(.serialized) struct TmuxScreenTests {
    /// Whether a process still runs; one that has ended and only waits to be collected doesn't.
    private func runs(_ process: pid_t) -> Bool {
        guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            return false
        }
        // The state stands behind the name, which is in brackets.
        return line.split(separator: ")").last?.trimmingCharacters(in: .whitespaces).hasPrefix("Z") == false
    }

    private func waitForEnd(of process: pid_t) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while runs(process), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(50)) }
        return !runs(process)
    }

    private func serverOfAScreenThatIsGone() async throws -> pid_t {
        let screen = try TmuxScreen(["echo", "hello"])
        try await screen.wait(for: "its words") { $0.contains("hello") && $0.contains("exited 0") }
        let server = try screen.server()
        #expect(runs(server))
        return server
    }

    @Test func theServerEndsWithTheScreen() async throws {
        let server = try await serverOfAScreenThatIsGone()
        #expect(try await waitForEnd(of: server))
    }

    /// A run that is killed ends no screen itself.
    @Test func theServerEndsWhenItsOwnerIsKilled() async throws {
        let owner = try ChildProcess.start(["sleep", "1000"], environment: [:], output: "/dev/null")
        let screen = try TmuxScreen(["echo", "hello"], owner: owner)
        try await screen.wait(for: "its words") { $0.contains("exited 0") }
        let server = try screen.server()
        #expect(runs(server))
        kill(owner, SIGKILL)
        _ = await ChildProcess.waitElsewhere(owner)
        #expect(try await waitForEnd(of: server))
    }
}
