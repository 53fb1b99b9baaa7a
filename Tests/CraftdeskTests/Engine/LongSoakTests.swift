import API
import Feed
import Foundation
import Logging
import NIOPosix
import PusherCore
import Sandbox
import SeededRandom
import Store
import Synchronization
import Testing

@testable import App
@testable import craftdesk

/// Days of a bad network in minutes: engine, feed and store on a sandbox whose faults come and go at random,
/// from a fixed seed. Afterwards the feed must hold what was sent, each once, and the process be no larger.
///
/// `CRAFTDESK_SOAK=CHANNELS,RECONNECTS,EVENTS` says how much of it; Resources/scripts/soak asks for all.
@MainActor @Suite struct LongSoakTests {
    struct Size {
        var channels: Int
        var rounds: Int
        var events: Int

        /// As the environment says; else what takes less than a minute.
        static var chosen: Size {
            let words = ProcessInfo.processInfo.environment["CRAFTDESK_SOAK"]?.split(separator: ",")
            let numbers = (words ?? []).compactMap { Int($0) }
            guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
                return Size(channels: 200, rounds: 10, events: 20_000)
            }
            return Size(channels: numbers[0], rounds: numbers[1], events: numbers[2])
        }
    }

    /// Faults that pass by themselves, or once a user has pressed a key.
    private static let faults: [Fault] = [
        .randomDrop, .randomClose, .hangUp, .close4100, .close4200, .close4202, .close4301, .handshake502,
        .handshake503, .noise, .duplicates, .authFlaky, .auth500, .auth401, .history500, .emptyHash,
        .listHash, .noWhispers, .wrongKey, .noPong,
    ]

    @Test(.timeLimit(.minutes(60))) func nothingIsLostCountedTwiceOrLeaked() async throws {
        let size = Size.chosen
        let soak = try await Soak(
            channels: size.channels, capacity: 3 * size.events / size.rounds, seed: 1)
        let backtraces = Memory.WithoutBacktraces()
        defer { backtraces.end() }
        try await soak.settle("the first connection")
        var random = SplitMix64(seed: 1)
        /// Bytes held after each round, when everything was there and nothing on its way.
        var held: [Int] = []
        let started = ContinuousClock.now
        for round in 0..<size.rounds {
            let faults = Set(
                (0..<Int.random(in: 0...2, using: &random)).compactMap { _ in
                    Self.faults.randomElement(using: &random)
                })
            let cut = Int.random(in: 0..<20, using: &random)
            await soak.server.use(faults: faults)
            for part in 0..<20 {
                if part == cut { await soak.server.dropConnections() }
                await soak.server.act(events: size.events / size.rounds / 20)
                await soak.breathe()
            }
            await soak.server.use(faults: [])
            try await soak.settle("round \(round) with \(faults.map(\.name).sorted())")
            // The server's history is as long every time.
            await soak.server.trimHistory(keeping: 2 * size.events / size.rounds)
            held.append(Memory.live)
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        let sent = await soak.server.broadcasts()
        #expect(sent.values.reduce(0, +) >= size.events)
        #expect(soak.connections >= size.rounds + 1)

        // The feed's counts, by project, are those of what was sent: nothing was read. A project's list has the
        // workspace's own events too.
        let timeline = soak.model.timeline
        let own = sent["", default: 0]
        for (project, count) in sent where !project.isEmpty {
            #expect(timeline.unread(in: Scope(tab: .all, project: project)) == count + own, "\(project)")
        }
        #expect(timeline.unreadTotal == sent.values.reduce(0, +))

        // The ledger knows of every outage, and that all of it was recovered.
        let ledger = soak.engine.state.withLock { $0.catchUp.ledger }
        #expect(ledger.lostAt == nil && ledger.completeness(of: nil) == .live)
        #expect(ledger.gaps(of: nil).isEmpty)
        #expect(soak.outages >= size.rounds && soak.incomplete == 0)
        #expect(soak.live + soak.recovered == sent.values.reduce(0, +))

        // The store holds each once: the sandbox numbers its events without a gap.
        let stored = try await soak.stored()
        #expect(stored.byProject == sent)
        #expect(stored.isWithoutGap)
        await soak.end()

        print(
            "soak: \(size.channels) channels, \(soak.connections) connections, \(sent.values.reduce(0, +)) events",
            "(\(soak.live) live, \(soak.recovered) recovered in \(soak.outages) outages) in \(Int(seconds)) s;",
            "held \(held.map { $0 >> 10 }) kB")
        // Whatever is filled once is full at half-way, but for what the feed and the server keep of each task and
        // project; from then on what leaks would go on growing. A quarter's mean has every phase of what comes
        // and goes.
        let third = Self.mean(held[held.count / 2..<held.count * 3 / 4])
        let last = Self.mean(held[(held.count * 3 / 4)...])
        #expect(last - third < max(2 << 20, third / 50), "\(third) bytes at half-way, \(last) at the end")
    }

    private static func mean(_ bytes: ArraySlice<Int>) -> Int { bytes.reduce(0, +) / max(1, bytes.count) }
}
