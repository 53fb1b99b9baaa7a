import Feed
import Testing

@testable import App

/// The connection panel. Its keys are in `ConnectionUpdateTests`.
@Suite struct ConnectionViewTests {
    private func text(_ bench: Bench) -> [String] {
        var bench = bench
        bench.type("i")
        return bench.rows.map(\.trimmed)
    }

    private func fact(_ name: String, _ bench: Bench) -> String? {
        text(bench).first { $0.hasPrefix(name + "  ") }.map { row in
            String(row.dropFirst(name.count).drop { $0 == " " })
        }
    }

    @Test func theStateIsASentence() {
        var bench = Bench(width: 100, height: 30)
        #expect(fact("state", bench) == "live")
        bench.send(.connection(.offline(since: Bench.now, retryAt: nil)))
        #expect(fact("state", bench)?.hasPrefix("offline since ") == true)
        #expect(fact("up for", bench) == nil)
        bench.send(.connection(.failed("The server refuses the key.")))
        #expect(fact("state", bench) == "The server refuses the key.")
    }

    @Test func aConnectionThatStandsTellsSinceWhen() {
        var bench = Bench(width: 100, height: 30)
        bench.wait(120_000)
        #expect(fact("up for", bench)?.contains("2") == true)
        #expect(fact("reconnects", bench) == "0")
        bench.send(.connection(.offline(since: Bench.now, retryAt: nil)))
        bench.send(.connection(.live))
        #expect(fact("reconnects", bench) == "1")
    }

    @Test func roundTripsAreASummaryAndAPlot() {
        var bench = Bench(width: 100, height: 40)
        #expect(fact("round trip", bench) == nil)
        for time in [10, 30, 20] { bench.send(.roundTrip(milliseconds: time)) }
        #expect(fact("round trip", bench) == "20 ms; median 20 ms, from 10 to 30 ms")
        #expect(text(bench).contains { $0.hasPrefix("30 ms") })
    }

    @Test func channelsAreListedByNameAndNotWithoutEnd() {
        var bench = Bench(width: 100, height: 200)
        for number in 0..<130 { bench.send(.channel("c\(1000 + number)", "subscribed")) }
        bench.send(.channel("a", "refused"))
        let rows = text(bench)
        let first = rows.firstIndex { $0.hasPrefix("refused") } ?? .max
        let second = rows.firstIndex { $0.hasSuffix(" c1000") } ?? -1
        #expect(first < second)
        #expect(rows.contains("and 31 more"))
    }
}
