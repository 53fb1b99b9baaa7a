import Feed
import SeededRandom
import Testing

@testable import Store

/// What the feed counts is what the store counts one by one, whatever comes from wherever: of many random histories
/// with fixed seeds.
@Suite struct CountPropertyTests {
    private static func event(_ number: Int) -> Feed.Notification {
        let kinds: [EventKind] = [.comment, .status, .edit, .reply]
        return TemporaryStore.event(
            "e\(number)", kind: kinds[number % 4], project: ["3", "4", nil][number % 3],
            task: "\(number % 6)", at: Int64(number), forMe: number % 5 == 0, mine: number % 11 == 0)
    }

    /// Two programs on one file: both hear of the same events, one of them sometimes later or twice, each marks what
    /// it shows, and entries leave memory and come back.
    @Test func twoProgramsOnOneStoreCountWhatItHas() throws {
        for seed in 1...12 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let place = try TemporaryStore()
            let store = try place.open()
            try store.append((0..<80).map(Self.event), marks: [])
            var desks = [
                try Desk(store, loads: 20, capacity: 40, window: 7000),
                try Desk(try place.open(), loads: 30, capacity: 30, window: 7000),
            ]
            var heard = [80, 80]
            var count = 80
            for step in 0..<50 {
                let index = Int(random.next() % 2)
                desks[index].tick()
                switch random.next() % 10 {
                case 0...2: count += Int(random.next() % 12)
                case 3:
                    // The application tells of some of the last entries again.
                    for _ in 0..<8 {
                        let number = max(0, heard[index] - 1 - Int(random.next() % 70))
                        try desks[index].arrive(Self.event(number))
                    }
                case 4: try desks[index].undo()
                case 5: try desks[index].redo()
                case 6:
                    try desks[index].load(before: Int64(random.next() % 200), limit: 20)
                    desks[index].timeline.doubtCounts()
                case 7:
                    let mute = Mute(Query(field: "task", value: "\(random.next() % 6)"))
                    try desks[index].mute(mute)
                default:
                    let ids = (0..<6).map { _ in "e\(Int(random.next() % UInt64(count)))" }
                    let mark = [Marks.read, .done, .starred][Int(random.next() % 3)]
                    let action = desks[index].timeline.markRows(of: ids, mark, random.next() % 3 > 0)
                    try desks[index].did(action)
                }
                if random.next() % 3 > 0 {
                    for number in heard[index]..<max(heard[index], count) {
                        try desks[index].arrive(Self.event(number))
                    }
                    heard[index] = count
                }
                if random.next() % 3 == 0 { _ = try desks[index].sweepOnce() }
                guard random.next() % 3 == 0 else { continue }
                for index in 0..<2 {
                    for number in heard[index]..<max(heard[index], count) {
                        try desks[index].arrive(Self.event(number))
                    }
                    heard[index] = count
                }
                try desks[0].sweep()
                for index in 0..<2 {
                    try desks[index].hear()
                    try desks[index].recount()
                    try desks[index].expectMemoryToAgree("seed \(seed), step \(step), program \(index)")
                    try desks[index].expectCountsToAgree("seed \(seed), step \(step), program \(index)")
                }
            }
        }
    }
}
