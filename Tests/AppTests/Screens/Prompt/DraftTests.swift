import Feed
import Testing

@testable import App

/// What is being written outlives whatever ends the program.
@Suite struct DraftTests {
    @Test func theLastLettersAreKeptAlthoughNothingIsTypedAnyMore() throws {
        var bench = Bench("[a] b")
        bench.type("c o k")
        #expect(bench.asked == "typing(a) draft(a:o) typing(a)")
        let due = try #require(bench.model.wakesAt)
        #expect(due.milliseconds(since: bench.model.now) <= PromptState.draftPause)
        bench.forget()
        bench.wait(PromptState.draftPause)
        #expect(bench.asked == "draft(a:ok)")
        bench.forget()
        bench.wait(PromptState.draftPause)
        #expect(bench.asked == "")
    }

    @Test func anEndingProgramKeepsIt() {
        var bench = Bench("[a] b")
        bench.type("c o k")
        bench.forget()
        bench.send(.closing)
        #expect(bench.asked == "draft(a:ok)")
    }

    @Test func aDraftOfAnEarlierRunIsGoneOnWith() {
        var bench = Bench("[a] b")
        bench.send(.drafts(["a": "begun"], histories: [:]))
        bench.type("c")
        #expect(bench.list == "[a] b prompt(WEB-a: begun)")
    }
}
