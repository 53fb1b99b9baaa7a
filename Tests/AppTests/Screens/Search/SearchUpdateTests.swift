import Feed
import Screen
import Testing

@testable import App

@Suite struct SearchUpdateTests {
    private func bench(hasStore: Bool = true) -> Bench {
        var preferences = Preferences()
        preferences.hasStore = hasStore
        var bench = Bench(preferences: preferences)
        bench.send(
            .loaded([
                (Bench.event("a", minutesAgo: 3, text: "Ana commented on \"Checkout\""), .read),
                (Bench.event("b", minutesAgo: 2, text: "Bo commented on \"Login\""), .read),
                (Bench.event("c", minutesAgo: 1, project: "4", text: "Bo replied on \"Checkout\""), .read),
            ]))
        bench.forget()
        return bench
    }

    private func hits(_ bench: Bench) -> [String] {
        guard case .search(let state)? = bench.model.stack.first else { return [] }
        return state.hits.map(\.notification.id)
    }

    private func state(_ bench: Bench) throws -> SearchState {
        guard case .search(let state)? = bench.model.stack.first else {
            throw Missing()
        }
        return state
    }

    private struct Missing: Error {}

    /// What can't be read was not looked for.
    @Test func aMistakeIsNotNothingFound() {
        var bench = Bench("a b")
        bench.type("/")
        bench.write("kidn:x")
        bench.type("Enter")
        #expect(bench.model.status == "column 1: there is no field \"kidn:\"; the nearest is \"kind:\"")
    }

    @Test func whatIsInMemoryShowsAtOnceAndTheStoreIsAsked() throws {
        var bench = bench()
        bench.type("/")
        bench.write("checkout")
        #expect(hits(bench) == ["c", "a"])
        #expect(bench.asked.hasSuffix("search(checkout)"))
        #expect(try state(bench).isAsking)
        let old = Bench.event("z", minutesAgo: 5000, text: "Ana: \"Checkout\" again")
        bench.send(.found("checkout", [(old, Marks.read), (Bench.event("a", minutesAgo: 3), Marks())]))
        #expect(hits(bench) == ["c", "a", "z"])
        #expect(try !state(bench).isAsking)
        // What is in memory has the newer marks.
        #expect(try state(bench).hits[1].marks == .read)
        #expect(bench.screen.contains("3 found"))
    }

    @Test func anAnswerToWhatIsNoLongerTypedIsNothing() {
        var bench = bench()
        bench.type("/")
        bench.write("log")
        bench.send(.found("lo", [(Bench.event("z"), Marks.read)]))
        #expect(!hits(bench).contains("z"))
    }

    @Test func anAnswerThatComesOverAnOpenHitIsThereAfterwards() throws {
        var bench = bench()
        bench.type("/")
        bench.write("login")
        bench.type("Enter")
        #expect(bench.list.hasSuffix("search detail(b)"))
        bench.send(.found("login", [(Bench.event("z", minutesAgo: 99, text: "Login, long ago"), Marks.read)]))
        #expect(try !state(bench).isAsking)
        bench.type("Esc")
        #expect(hits(bench) == ["b", "z"])
    }

    @Test func theCursorStaysOnItsHitWhenMoreIsFound() throws {
        var bench = bench()
        bench.type("/")
        bench.write("checkout")
        bench.type("Down")
        #expect(try state(bench).selected == "a")
        bench.send(.found("checkout", [(Bench.event("m", minutesAgo: 2, text: "Checkout"), Marks.read)]))
        #expect(hits(bench) == ["c", "m", "a"])
        #expect(try state(bench).selected == "a")
        bench.type("PgDn Down")
        #expect(try state(bench).selected == "a")
        bench.type("PgUp Up")
        #expect(try state(bench).selected == "c")
    }

    @Test func aHitOfAnotherProjectGoesThere() {
        var bench = bench()
        bench.type("/")
        bench.write("replied")
        bench.forget()
        bench.type("Enter")
        #expect(bench.model.project == "4")
        #expect(bench.asked == "history(search) project(4) fetch(c) viewing(c)")
        bench.type("Esc Esc")
        #expect(bench.model.stack.isEmpty)
    }

    @Test func nothingFoundSaysSo() {
        var bench = bench(hasStore: false)
        bench.type("/")
        bench.write("zebra")
        #expect(bench.asked == "")
        bench.type("Enter")
        #expect(bench.model.status == "nothing was found")
    }

    @Test func aMistakeIsSaidAndTheStoreIsLeftInPeace() throws {
        var bench = bench()
        bench.type("/")
        bench.write("is:x")
        #expect(try state(bench).error != nil)
        #expect(!bench.asked.contains("search(is:x)"))
    }

    /// The last search is there to go on with; letters begin another one.
    @Test func theLastSearchIsReplacedByWhatIsTyped() throws {
        var bench = bench()
        bench.type("/")
        bench.write("login")
        bench.type("Enter Esc Esc /")
        #expect(try state(bench).line.text == "login")
        #expect(hits(bench) == ["b"])
        bench.write("ch")
        #expect(try state(bench).line.text == "ch")
        bench.type("Esc / Backspace")
        #expect(try state(bench).line.text == "logi")
        bench.type("Esc /")
        bench.send(.pasted("reply"))
        #expect(try state(bench).line.text == "reply")
    }
}
