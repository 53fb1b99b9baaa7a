import Screen
import Testing

@testable import App

struct BarsTests {
    private static let refusal =
        "private-project.3 is refused (403): no permission; ask for access, or, if it is every channel, give the "
        + "right auth_path in the configuration."

    @Test func aShortSentenceLeavesTheKeysInView() {
        var bench = Bench("[a*] b")
        bench.send(.problem("the store is full."))
        let lines = view(bench.model).buffer.lines
        #expect(lines[22] == " the store is full.")
        #expect(lines[23].contains("j down"))
    }

    @Test func aLongSentenceIsShownToItsEnd() {
        var bench = Bench("[a*] b")
        bench.send(.problem(Self.refusal))
        let lines = view(bench.model).buffer.lines
        let shown = lines[21...].joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(shown == Self.refusal)
    }

    @Test func aSentenceOfTwoRowsTakesTheKeysRow() {
        var bench = Bench("[a*] b", width: 100, height: 24)
        bench.send(.problem(Self.refusal))
        let lines = view(bench.model).buffer.lines
        #expect(lines[22].hasPrefix(" private-project.3"))
        #expect(lines[23].hasSuffix("configuration."))
    }

    @Test func whatFitsNowhereEndsWithASign() {
        var bench = Bench("[a*] b", width: 40, height: 8)
        bench.send(.problem(Self.refusal))
        #expect(view(bench.model).buffer.lines[7].hasSuffix("…"))
    }
}
