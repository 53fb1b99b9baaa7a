import Testing

@testable import App

@Suite struct GaugeTests {
    @Test(arguments: [
        (0, "░░░░░░░░░░ 0%"), (0.29, "███░░░░░░░ 29%"), (0.5, "█████░░░░░ 50%"), (0.999, "██████████ 99%"),
        (1, "██████████ 100%"), (1.5, "██████████ 150%"),
        (-1, "░░░░░░░░░░ 0%"), (.nan, "░░░░░░░░░░ 0%"), (.infinity, "░░░░░░░░░░ 0%"),
        (1e300, "██████████ 9900%"),
    ]) func aBarWithItsPercentage(_ fraction: Double, _ text: String) {
        #expect(Gauge.line(fraction, width: 10, isUTF8: true).text == text)
    }

    @Test func lettersWhereThereIsNothingElse() {
        #expect(Gauge.line(0.3, width: 10, isUTF8: false).text == "###....... 30%")
        #expect(Gauge.line(0.3, width: -1, isUTF8: false).text == " 30%")
    }

    @Test func aPieceWanders() {
        #expect(Gauge.wandering(step: 0, width: 6, isUTF8: false).text == "###...")
        #expect(Gauge.wandering(step: 2, width: 6, isUTF8: false).text == "..###.")
        #expect(Gauge.wandering(step: 3, width: 6, isUTF8: false).text == "###...")
        #expect(Gauge.wandering(step: 3, width: 2, isUTF8: false).text == "")
    }
}
