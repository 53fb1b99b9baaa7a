import Feed
import Testing

@testable import App

/// What a row says of its state, and an empty list of why it is empty. Whole screens are in `PictureTests`.
@Suite struct ListViewTests {
    /// The row of the screen that tells of an entry.
    private func row(_ id: String, in bench: Bench) -> String {
        bench.rows.first { $0.contains("\"Task \(id)\"") } ?? ""
    }

    /// Whatever colour says is said by a sign too, in letters where there is no UTF-8.
    @Test(arguments: [true, false]) func everyStateHasASign(isUTF8: Bool) {
        var preferences = Preferences()
        preferences.isUTF8 = isUTF8
        var bench = Bench(preferences: preferences)
        bench.fill("[a] b* cs d*s")
        #expect(row("a", in: bench).hasPrefix(">  "))
        #expect(row("b", in: bench).hasPrefix(isUTF8 ? " ● " : " * "))
        #expect(row("c", in: bench).hasPrefix(isUTF8 ? " ★ " : " S "))
        #expect(row("d", in: bench).hasPrefix(isUTF8 ? " ●★" : " *S"))
        #expect(isUTF8 || bench.screen.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func aRowTellsItsAgeAndItsTask() {
        let bench = Bench("[a] b c")
        #expect(row("c", in: bench).contains("2m "))
        #expect(row("c", in: bench).contains("WEB-c"))
    }

    @Test func whatIsChosenIsMarked() {
        var bench = Bench("[a] b c")
        bench.type("x")
        #expect(row("a", in: bench).hasPrefix("+"))
        #expect(row("b", in: bench).hasPrefix(">"))
    }

    @Test func aConversationTellsHowManyMoreThereAre() {
        var bench = Bench()
        bench.send(.arrived((0..<3).map { Bench.event("\($0)", minutesAgo: 3 - $0, task: "142") }))
        let row = bench.rows.first { $0.contains("WEB-142") } ?? ""
        #expect(row.hasSuffix("+2"), "\(row)")
    }

    @Test func anOutageIsALineThroughTheList() {
        var bench = Bench("a")
        let end = Bench.now.advanced(byMilliseconds: 60_000)
        bench.send(.recovered([], Outage(from: Bench.now, to: end, isComplete: false)))
        let row = bench.rows.first { $0.contains("offline ") && $0.contains("──") } ?? ""
        #expect(row.contains("what happened then can't be fetched"), "\(bench.screen)")
    }

    // MARK: Empty

    @Test(arguments: [
        (Model.Connection.connecting, "Waiting for the server."),
        (.offline(since: Bench.now, retryAt: nil), "There is no connection."),
        (.failed("The server refuses the key."), "The server refuses the key."),
        (.live, "Nothing has happened yet."),
    ])
    func anEmptyFeedSaysWhy(_ connection: Model.Connection, _ words: String) {
        var bench = Bench()
        bench.send(.connection(connection))
        #expect(bench.model.emptyWords.first == words)
        #expect(bench.screen.contains(words))
    }

    @Test func anEmptyListSaysWhatToDo() {
        var bench = Bench("[a]")
        bench.type("e")
        #expect(bench.screen.contains("All done here."))
        for (keys, words) in [("l", "Nothing here is addressed to you."), ("l l", "Nothing is starred.")] {
            bench = Bench("[a]")
            bench.type(keys)
            #expect(bench.screen.contains(words), "\(bench.screen)")
        }
        bench = Bench("[a]")
        bench.type("\\ z z z Enter")
        #expect(bench.screen.contains("Nothing fits zzz."))
    }
}
