import Feed
import Screen
import SeededRandom
import Testing

@testable import App

/// Undo over whole sessions of random actions with fixed seeds, while events go on arriving.
@Suite struct UndoPropertyTests {
    /// Everything that a feed shows and counts, in two projects and all, with every entry's marks.
    private struct Picture: Equatable {
        var marks: [String: Marks] = [:]
        var shapes: [[String]] = []
        var unread: [Int] = []
        var orders: Set<StandingOrder>

        init(_ model: Model) {
            var timeline = model.timeline
            // The row under the cursor stays where it is, wherever it belongs.
            timeline.hold(nil)
            for entry in timeline.entries { marks[entry.notification.id] = entry.marks }
            for tab in Tab.allCases {
                for project in [nil, "3", "4"] {
                    timeline.show(Scope(tab: tab, project: project))
                    shapes.append(
                        (0..<timeline.rowCount).compactMap {
                            timeline.row(at: $0)?.entryIDs.joined(separator: "+")
                        })
                    unread.append(timeline.unread(in: timeline.scope))
                }
            }
            orders = Set(model.policy.orders)
        }
    }

    /// Two programs that the same events come to, of which one does things.
    private struct Twins {
        var acting: Bench
        var idle: Bench
        var random: SplitMix64
        var count = 0
        /// What was done, to find out what went wrong.
        var log: [String] = []

        init(seed: UInt64) {
            random = SplitMix64(seed: seed)
            acting = Bench(width: 100, height: 40, project: "3")
            idle = acting
            let hours = QuietHours("00:00-10:00")
            let rule = try? Query("kind:reply from:cy", kinds: nil)
            let policy = DeliveryPolicy(
                rules: rule.map { [Rule(name: "r", query: $0, change: DeliveryChange(show: false))] } ?? [],
                quietHours: random.next() % 2 == 0 ? [hours].compactMap { $0 } : [])
            both(.policy(policy))
        }

        mutating func both(_ message: Message, after milliseconds: Int64 = 0) {
            acting.send(message, after: milliseconds)
            idle.send(message, after: milliseconds)
        }

        mutating func arrive() {
            let events = (0..<1 + Int(random.next() % 4)).map { _ in
                count += 1
                let kinds: [EventKind] = [.comment, .reply, .status, .assignment, .memberAdded, .edit]
                let kind = kinds[Int(random.next() % 6)]
                var event = Bench.event(
                    "e\(count)",
                    task: kind == .memberAdded ? nil : ["a", "b", "c", "d"][Int(random.next() % 4)],
                    project: ["3", "4"][Int(random.next() % 2)], kind: kind,
                    actor: ["Ana", "Bo", "Cy"][Int(random.next() % 3)], forMe: random.next() % 9 == 0,
                    mine: random.next() % 9 == 0)
                event.occurredAt = acting.model.now.advanced(byMilliseconds: 60_000)
                event.receivedAt = event.occurredAt
                return event
            }
            both(.arrived(events), after: 60_000)
        }

        /// One thing that a user does, as the keys and menus do it.
        mutating func act() {
            func pick(_ words: [String]) -> String { words[Int(random.next() % UInt64(words.count))] }
            let query = pick(["task:a", "from:ana", "kind:comment", "project:web", "project:api", "from:bo"])
            let rows = acting.model.timeline.rowCount
            if rows > 0 { acting.model.select(Int(random.next() % UInt64(rows))) }
            switch random.next() % 12 {
            case 0, 1: acting.type(pick(["r", "u", "e", "s"]))
            case 2: acting.type("3 \(pick(["e", "s", "r"]))")
            case 3: command("mute \(query)\(pick(["", " until 3d", " until from:cy"]))")
            case 4: command("snooze \(pick(["10m", "3d", "from:ana"]))")
            case 5:
                command("rule \(query) -> \(pick(["no show", "star", "no toast", "priority high", ""]))")
            case 6: command("do_not_disturb \(pick(["1d", "from:bo", "off"]))")
            case 7: acting.type("Enter Esc")
            case 8: acting.type("R y")
            case 9: command("mute off")
            case 10:
                for order in acting.model.policy.orders.suffix(1) { _ = acting.model.end([order]) }
            default: both(.key(.character(["1", "2", "0"][Int(random.next() % 3)])), after: 1000)
            }
            acting.type("Esc Esc")
        }

        private mutating func command(_ line: String) {
            log.append("\(count): \(line)")
            acting.type(":")
            acting.write(line)
            acting.type("Enter")
        }
    }

    @Test func undoOfAnySessionReturnsToWhatItWouldBeWithoutIt() {
        for seed in 1...40 as ClosedRange<UInt64> {
            var twins = Twins(seed: seed)
            for _ in 0..<5 { twins.arrive() }
            for _ in 0..<Int(4 + twins.random.next() % 20) {
                twins.act()
                if twins.random.next() % 2 == 0 { twins.arrive() }
            }
            let steps = twins.acting.model.journal.position
            for _ in 0..<2 {
                // What comes while things are undone is as if they hadn't been done.
                for _ in 0..<steps {
                    twins.acting.type("z")
                    if twins.random.next() % 4 == 0 { twins.arrive() }
                }
                #expect(twins.acting.model.journal.position == 0)
                let (picture, expected) = (Picture(twins.acting.model), Picture(twins.idle.model))
                let others = picture.marks.filter { expected.marks[$0.key] != $0.value }
                #expect(others.isEmpty, "seed \(seed): \(twins.log)")
                #expect(picture == expected, "seed \(seed)")
                for _ in 0..<steps {
                    twins.acting.type("Z")
                    if twins.random.next() % 4 == 0 { twins.arrive() }
                }
                #expect(twins.acting.model.journal.position == steps)
            }
        }
    }
}
