import ArgumentParser
import CAllocationCount
import WebSocketCore
import WebSocketNIO

/// Counts what the machine allocates in the steady state, and fails where it is more than it may be.
struct Allocations: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Calls of malloc a frame; fails where a received frame needs any, or a sent one more than one."
    )
    @OptionGroup var traffic: Traffic

    func run() throws {
        for role in [Role.client, .server] {
            var random = BufferedRandom()
            var bench = Exchange(role, traffic, random: &random)
            // The first rounds make the storage that all others use.
            for _ in 0..<2 { bench.receiveAll(random: &random) }
            let received = count { for _ in 0..<10 { bench.receiveAll(random: &random) } }
            let frames = 10 * bench.framesARound
            Self.tell("\(role) receives", received, frames)
            for _ in 0..<2 { bench.send(100, random: &random) }
            let sent = count { bench.send(frames, random: &random) }
            Self.tell("\(role) sends", sent, frames)
            guard received == 0, sent <= frames else { throw ExitCode.failure }
        }
    }

    private static func tell(_ what: String, _ allocations: Int, _ frames: Int) {
        print("\(what) \(frames) frames \(allocations) allocations")
    }

    private func count(_ work: () -> Void) -> Int {
        let before = allocation_count()
        work()
        return Int(allocation_count() - before)
    }
}
