import Screen
import Testing

@testable import App

@Suite struct MouseTests {
    @Test func theWheelMovesAndAClickChooses() {
        var bench = Bench("a b c d e f")
        bench.send(.mouse(MouseEvent(.wheelDown, x: 5, y: 5)))
        #expect(bench.model.selectedIndex == 3)
        bench.send(.mouse(MouseEvent(.wheelUp, x: 5, y: 5)))
        #expect(bench.model.selectedIndex == 0)
        bench.send(.mouse(MouseEvent(.press, x: 5, y: 4)))
        #expect(bench.list == "a b [c] d e f")
        bench.send(.mouse(MouseEvent(.press, x: 5, y: 4)))
        #expect(bench.list.hasSuffix("detail(c)"))
    }

    @Test(arguments: [(5, 0), (5, 1), (5, 20), (-1, 4), (500, 4), (5, -3)])
    func aClickBesideTheRowsIsNothing(_ x: Int, _ y: Int) {
        var bench = Bench("a b [c]")
        bench.send(.mouse(MouseEvent(.press, x: x, y: y)))
        #expect(bench.list == "a b [c]")
    }

    @Test func inWatchTheNewestIsAtTheBottom() {
        var bench = Bench("a b c", width: 40, height: 8)
        bench.send(.mouse(MouseEvent(.press, x: 5, y: 6)))
        #expect(bench.list == "[a] b c")
    }
}
