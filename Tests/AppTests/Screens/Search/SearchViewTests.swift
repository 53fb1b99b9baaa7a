import Feed
import Testing

@testable import App

@Suite struct SearchViewTests {
    private func bench(_ hits: Int, height: Int = 24) -> Bench {
        var bench = Bench(height: height)
        bench.send(
            .loaded(
                (0..<hits).reversed().map {
                    (Bench.event("e\($0)", minutesAgo: $0, text: "Checkout number \($0)"), Marks.read)
                }))
        bench.type("/")
        bench.write("checkout")
        return bench
    }

    @Test func theHitUnderTheCursorIsInSight() {
        var bench = bench(60)
        #expect(bench.screen.contains("60 found"))
        #expect(bench.screen.contains("> ") && bench.screen.contains("Checkout number 0"))
        for _ in 0..<40 { bench.type("Down") }
        #expect(bench.rows.contains { $0.hasPrefix(">") && $0.contains("Checkout number 40") })
        for _ in 0..<4 { bench.type("PgUp") }
        #expect(bench.rows.contains { $0.hasPrefix(">") && $0.contains("Checkout number 0") })
    }

    @Test func aSmallScreenHasRoomForOneHit() {
        var bench = bench(5, height: 8)
        bench.type("Down Down")
        #expect(bench.rows.contains { $0.hasPrefix(">") && $0.contains("Checkout number 2") })
    }

    @Test func aMistakeStandsUnderTheLine() {
        var bench = bench(1)
        bench.write(" is:x")
        #expect(bench.screen.contains("is: has no"))
    }
}
