import Testing

@testable import App

@Suite struct MenuViewTests {
    /// The row that a menu is about stays in sight.
    @Test func itMakesWayForTheRow() {
        var bench = Bench("[a] b c d e f g h i j k l m n o p q r s t")
        bench.type("G b")
        let row = bench.rows.firstIndex { $0.contains("WEB-t") }
        let title = bench.rows.firstIndex { $0.contains("Snooze") }
        #expect(row != nil && title != nil)
        #expect((title ?? 99) < (row ?? 0))
        bench.type("Esc g j b")
        #expect((bench.rows.firstIndex { $0.contains("Snooze") } ?? 0) > 5)
    }

    @Test func theChoiceUnderTheCursorHasASign() {
        var bench = Bench("[a] b")
        bench.type("S Down")
        #expect(bench.rows.contains { $0.contains("> 2") })
        #expect(bench.rows.count { $0.contains("> ") && $0.contains("  ") && $0.hasPrefix(" >") } == 1)
    }
}
