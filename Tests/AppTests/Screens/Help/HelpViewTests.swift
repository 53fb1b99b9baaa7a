import Feed
import Testing

@testable import App

/// `?` begins with what is selected.
@Suite struct HelpViewTests {
    private static func first(_ bench: Bench) -> String {
        var bench = bench
        bench.type("?")
        return bench.rows[1]
    }

    @Test func theSubjectIsWhatIsInFront() {
        #expect(Self.first(Bench("[a] b")) == " The selected row: comment in WEB-a")
        #expect(Self.first(Bench("")) == " The empty list")
        for (keys, title) in [
            ("Enter", " This entry"), ("i", " The connection"), ("W", " Why did I get this"),
            ("D", " The table"),
        ] {
            var bench = Bench("[a] b")
            bench.type(keys)
            #expect(Self.first(bench) == title)
        }
    }

    @Test func anEntryWithoutATaskOffersNothingForTasks() {
        var bench = Bench()
        bench.send(.loaded([(Bench.event("q", task: "", kind: .memberAdded), Marks())]))
        bench.type("?")
        let head = bench.rows.prefix { !$0.contains("Moving") }.joined()
        #expect(!head.contains("comment on the task"))
        #expect(head.contains("why did I get this"))
    }

    @Test func everyCommandIsInIt() {
        let bench = Bench("[a] b")
        let text = bench.model.helpText(in: Document(width: 100, isUTF8: true)).lines.map(\.text).joined()
        for entry in CommandTable.entries { #expect(text.contains(entry.help), "\(entry.command.rawValue)") }
    }
}
