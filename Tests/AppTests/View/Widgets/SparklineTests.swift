import Testing

@testable import App

@Suite struct SparklineTests {
    @Test func theMostIsTheHighest() {
        #expect(Sparkline.text([0, 1, 4, 8], isUTF8: true) == " ▁▄█")
        #expect(Sparkline.text([0, 1, 4, 8], isUTF8: false) == " .=#")
    }

    @Test func nothingIsBlank() {
        #expect(Sparkline.text([0, 0], isUTF8: true) == "  ")
        #expect(Sparkline.text([], isUTF8: true) == "")
    }
}
