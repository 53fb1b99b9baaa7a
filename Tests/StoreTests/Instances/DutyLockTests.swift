import Dispatch
import Foundation
import Store
import Testing

@Suite struct DutyLockTests {
    @Test func oneHoldsTheDutiesAndTheNextTakesThemOver() async throws {
        let place = try TemporaryStore()
        let queue = DispatchQueue(label: "duty")
        let (turns, told) = AsyncStream.makeStream(of: Int.self)
        var order = turns.makeAsyncIterator()
        let first = try #require(DutyLock(path: place.path, queue: queue) { told.yield(1) })
        #expect(await order.next() == 1)
        let second = try #require(DutyLock(path: place.path, queue: queue) { told.yield(2) })
        queue.sync {}
        #expect(first.isHeld)
        #expect(!second.isHeld)
        first.close()
        #expect(await order.next() == 2)
        #expect(!first.isHeld)
        #expect(second.isHeld)
        second.close()
    }

    @Test func aKilledHolderLeavesTheDutiesToTheNext() async throws {
        let place = try TemporaryStore()
        // flock(1) of util-linux holds the same lock as a program that was killed would have.
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = [place.path + ".duty", "-c", "echo held; exec sleep 1000"]
        let output = Pipe()
        holder.standardOutput = output
        try holder.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        let queue = DispatchQueue(label: "duty")
        let (turns, told) = AsyncStream.makeStream(of: Void.self)
        let lock = try #require(DutyLock(path: place.path, queue: queue) { told.yield(()) })
        queue.sync {}
        #expect(!lock.isHeld)
        // The lock is of the open file, which flock(1) and its child share.
        let children = try String(
            contentsOfFile: "/proc/\(holder.processIdentifier)/task/\(holder.processIdentifier)/children",
            encoding: .utf8)
        for child in children.split(separator: " ") { kill(pid_t(child) ?? 0, SIGKILL) }
        kill(holder.processIdentifier, SIGKILL)
        for await _ in turns { break }
        #expect(lock.isHeld)
        lock.close()
    }
}
