import Feed
import Testing

@testable import App

@Suite struct WorkTests {
    /// What is done in half a second never shows.
    @Test func itShowsOnceItTakesTime() {
        var bench = Bench("[a]")
        bench.send(.progress("Catching up", nil))
        #expect(bench.model.shownWork == nil)
        bench.wait(Work.patience - 1)
        #expect(bench.model.shownWork == nil)
        bench.wait(1)
        #expect(bench.model.shownWork?.name == "Catching up")
        bench.send(.progress("Catching up", 0.5))
        #expect(bench.model.shownWork?.fraction == 0.5)
        bench.send(.progress("Catching up", 1))
        #expect(bench.model.shownWork == nil && bench.model.allWorks.isEmpty)
    }

    @Test func twoAreOneBarAtATime() {
        var bench = Bench("[a]")
        bench.send(.progress("Catching up", nil))
        bench.send(.progress("Indexing", 0.2))
        bench.wait(Work.patience)
        #expect(bench.model.allWorks.count == 2)
        #expect(bench.model.shownWork?.name == "Catching up")
        bench.send(.progress("Catching up", 1))
        #expect(bench.model.shownWork?.name == "Indexing")
    }
}
