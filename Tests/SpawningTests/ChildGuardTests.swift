import Foundation
import TestSupport
import Testing

@Suite struct ChildGuardTests {
    private func sleeper() throws -> pid_t {
        try ChildProcess.start(
            ["sleep", "1000"], environment: ["PATH": "/usr/bin:/bin"], output: "/dev/null")
    }

    /// The system closes what a killed run has open; another program that runs meanwhile keeps nothing open of it.
    @Test func whatRunsEndsWithTheRun() async throws {
        let children = ChildGuard()
        let (first, second) = (try sleeper(), try sleeper())
        try children.began(first)
        try children.began(second)
        let other = try sleeper()
        children.runEnds()
        #expect(await ChildProcess.waitElsewhere(first) == 128 + SIGKILL)
        #expect(await ChildProcess.waitElsewhere(second) == 128 + SIGKILL)
        #expect(ChildProcess.poll(other) == nil)
        ChildProcess.end(other)
    }

    /// What has ended is left alone: its number may be another program's.
    @Test func whatHasEndedIsForgotten() async throws {
        let children = ChildGuard()
        let (first, second, third) = (try sleeper(), try sleeper(), try sleeper())
        for child in [first, second, third] { try children.began(child) }
        children.ended(second)
        children.runEnds()
        #expect(await ChildProcess.waitElsewhere(first) == 128 + SIGKILL)
        #expect(await ChildProcess.waitElsewhere(third) == 128 + SIGKILL)
        #expect(ChildProcess.poll(second) == nil)
        ChildProcess.end(second)
    }
}
