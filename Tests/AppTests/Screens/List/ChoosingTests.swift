import Testing

@testable import App

/// Digits: counts, and projects by their number.
@Suite struct ChoosingTests {
    @Test func digitsAloneNameAProjectAfterAMoment() {
        var bench = Bench("[a] b")
        bench.type("2")
        #expect(bench.model.project == "3")
        #expect(bench.rows[22].hasPrefix(" 2"))
        bench.wait(ListState.countTime - 1)
        #expect(bench.model.project == "3")
        bench.wait(1)
        #expect(bench.model.project == "4")
        #expect(bench.asked == "project(4)")
    }

    @Test func aCommandThatTakesACountTakesIt() {
        var bench = Bench("[a] b c d e f g h i j k l m")
        bench.type("1 2 j")
        #expect(bench.model.selectedIndex == 12)
        #expect(bench.model.project == "3")
        #expect(bench.model.list.count == nil)
    }

    @Test func noNumberIsTooLong() {
        var bench = Bench("[a] b")
        bench.type("9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 j")
        #expect(bench.list == "a [b]")
    }

    @Test func zeroAloneIsAllProjects() {
        var bench = Bench("[a] b")
        bench.type("0")
        #expect(bench.model.project == nil)
        bench = Bench("[a] b c d e f g h i j k l")
        bench.type("1 0 j")
        #expect(bench.model.selectedIndex == 10)
    }

    @Test func escLetsGoOfDigitsRangeAndChoice() {
        var bench = Bench("[a] b c")
        bench.type("3 Esc j")
        #expect(bench.list == "a [b] c")
        bench.type("x v Esc")
        #expect(bench.list == "a b [c]")
        #expect(bench.model.range == nil)
    }

    @Test func aNumberBeyondTheProjectsSaysSo() {
        var bench = Bench("[a] b")
        bench.type("8 ?")
        #expect(bench.model.status == "there is no project 8")
    }
}
