import Feed
import Testing

@testable import App

@Suite struct TriageTests {
    /// What some of the chosen rows have, all of them get; what all have, goes.
    @Test func aMixedChoiceIsSetFirst() {
        var bench = Bench("[as] b c")
        bench.type("3 s")
        #expect(bench.list == "[as] bs cs")
        bench.type("3 s")
        #expect(bench.list == "[a] b c")
        bench = Bench("[a*] b c*")
        bench.type("v j j r")
        #expect(bench.list == "a b [c]")
        bench.type("v k k r")
        #expect(bench.list == "[a*] b* c*")
    }

    @Test func aCommandEndsTheChoice() {
        var bench = Bench("[a] b c")
        bench.type("x x s")
        #expect(bench.list == "as bs [c]")
        #expect(bench.model.list.marked.isEmpty && bench.model.list.rangeStart == nil)
    }

    @Test func eachStepIsUndoneAndRedoneByItself() {
        var bench = Bench("[a] b c")
        let start = bench.list
        bench.type("s j u j e")
        #expect(bench.list == "as [b*]")
        bench.type("3 z")
        #expect(bench.list.replacing("[", with: "").replacing("]", with: "") == "a b c")
        #expect(start.contains("a"))
        bench.type("3 Z")
        #expect(bench.list.replacing("[", with: "").replacing("]", with: "") == "as b*")
        #expect(bench.model.journal.redoable == nil)
    }

    @Test func whatIsDoneAfterUndoLeavesNothingToRedo() {
        var bench = Bench("[a] b c")
        bench.type("s z u Z")
        #expect(bench.model.status == "there is nothing to redo")
        #expect(bench.list == "[a*] b c")
    }

    @Test func theCursorGoesToWhatCameBack() {
        var bench = Bench("a [b] c")
        bench.type("e G")
        #expect(bench.list == "a [c]")
        bench.type("z")
        #expect(bench.list == "a [b] c")
    }

    @Test func theLastRowLeavesTheCursorOnTheOneBefore() {
        var bench = Bench("a b [c]")
        bench.type("e")
        #expect(bench.list == "a [b]")
        bench.type("e e")
        #expect(bench.list == "")
        #expect(bench.screen.contains("All done here."))
        bench.type("e")
        #expect(bench.model.status == "nothing is selected")
        bench.type("3 z")
        #expect(bench.model.timeline.rowCount == 3)
    }

    @Test func allReadIsOneStep() {
        var bench = Bench("[a*] b* c*")
        bench.type("R y")
        #expect(bench.model.timeline.unreadTotal == 0)
        #expect(bench.model.journal.entries.count == 1)
        bench.type("z")
        #expect(bench.model.timeline.unreadTotal == 3)
    }

    @Test func allReadIsThatOfTheListInView() {
        var bench = Bench("[a*] b*")
        bench.send(.arrived([Bench.event("x", project: "4")]))
        bench.type("R y")
        #expect(bench.model.timeline.unreadTotal == 1)
        bench.type("0 R y")
        #expect(bench.model.timeline.unreadTotal == 0)
    }

    @Test func aStepThatIsNotKeptAskedForNothing() {
        var bench = Bench("[a] b")
        bench.send(.arrived([]))
        bench.type("Esc u u")
        // The second changes nothing, so there is nothing to keep.
        #expect(bench.asked == "do")
    }
}
