import Feed
import Testing

@testable import App

@Suite struct SearchStateTests {
    @Test(arguments: [
        ("checkout ios", ["checkout", "ios"]), ("\"Some Words\" from:ana", ["some", "words"]),
        ("-reply a bo", ["bo"]), ("kind:comment", []), ("", []),
    ])
    func plainWordsAreMarked(_ line: String, _ words: [String]) {
        #expect(SearchState(line: InputLine(line)).words == words)
    }

    @Test func anEmptyResultHasNoCursor() {
        #expect(SearchState().selected == nil)
        var state = SearchState(hits: [.init(notification: Bench.event("a"), marks: .read)])
        #expect(state.selected == "a")
        state.index = 7
        #expect(state.selected == nil)
    }
}
