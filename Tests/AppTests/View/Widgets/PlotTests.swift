import Testing

@testable import App

@Suite struct PlotTests {
    @Test func theHighestColumnIsAsHighAsThePlot() {
        #expect(Plot.rows([1, 2, 4], width: 3, height: 2, isUTF8: true) == ["  █", "▄██"])
        #expect(Plot.rows([0, 1], width: 4, height: 1, isUTF8: false) == ["   #"])
    }

    @Test func theNewestIsAtTheRight() {
        #expect(Plot.rows([1, 1, 1, 8], width: 2, height: 1, isUTF8: true) == ["▁█"])
        #expect(Plot.rows([8], width: 3, height: 1, isUTF8: true) == ["  █"])
    }

    @Test func nothingIsHarmless() {
        #expect(Plot.rows([], width: 3, height: 1, isUTF8: true) == ["   "])
        #expect(Plot.rows([1], width: 0, height: 1, isUTF8: true) == [])
        #expect(Plot.rows([0, 0], width: 2, height: 1, isUTF8: true) == ["  "])
    }
}
