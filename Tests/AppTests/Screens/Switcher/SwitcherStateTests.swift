import Testing

@testable import App

@Suite struct SwitcherStateTests {
    private func matches(_ text: String) -> [String] {
        var state = SwitcherState(
            items: ["Website", "Public API", "Operations", "WEB-142 Search"].map {
                .init(label: $0, kind: "project", destination: .project($0))
            })
        state.line = InputLine(text)
        return state.matches.map(\.label)
    }

    @Test func withoutLettersEverythingFits() { #expect(matches("").count == 4) }

    @Test func aFewLettersAreEnough() {
        #expect(matches("pubapi") == ["Public API"])
        #expect(matches(" web ").first == "Website" || matches(" web ").first == "WEB-142 Search")
        #expect(Set(matches("web")) == ["Website", "WEB-142 Search"])
        #expect(matches("zzz").isEmpty)
    }
}
