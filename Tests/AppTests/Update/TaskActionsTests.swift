import Feed
import Screen
import Testing

@testable import App

/// Task actions: they show at once, are kept until they are answered, go when they are refused, and can be
/// taken back.
@Suite struct TaskActionsTests {
    private static let page = TaskPage(
        id: "a", key: "WEB-a", title: "Task a", status: "open", assignee: "Ana", assigneeID: "5", comments: []
    )

    /// The detail of a task, fetched.
    private func open() -> Bench {
        var bench = Bench("[a] b")
        bench.type("Enter")
        bench.send(.task(Self.page))
        bench.forget()
        return bench
    }

    /// The last request that was asked for.
    private func request(_ bench: Bench) throws -> TaskAction {
        try #require(
            bench.effects.compactMap { effect in
                if case .act(let action, _) = effect { action } else { nil }
            }.last)
    }

    private func page(status: String = "open", assignee: (String, String)? = ("5", "Ana")) -> TaskPage {
        var page = Self.page
        page.status = status
        page.assigneeID = assignee?.0
        page.assignee = assignee?.1
        return page
    }

    @Test func itShowsAtOnceAndIsKeptUntilItIsAnswered() throws {
        var bench = open()
        bench.type("S 4")
        #expect(bench.screen.contains("Done"))
        let action = try request(bench)
        #expect(action.change == .status("done"))
        #expect(action.before == .status("open"))
        bench.send(.acted(ticket: action.ticket, page(status: "done")))
        #expect(bench.asked == "act(a) settled(a)+do")
        #expect(bench.model.pending.isEmpty)
        #expect(bench.screen.contains("Done"))
    }

    @Test(arguments: ["the newer one is In review.", "you may not.", "the status isn't one."])
    func aRefusalTakesItAwayAndSaysWhy(_ reason: String) throws {
        var bench = open()
        bench.type("S 4")
        bench.send(.refused(ticket: try request(bench).ticket, reason))
        #expect(bench.asked == "act(a) settled(a) fetch(a)")
        #expect(bench.model.status == "WEB-a is not Done: \(reason)")
        #expect(!bench.screen.contains("status     Done"))
        #expect(bench.model.journal.undoable == nil)
    }

    @Test func aRefusedCommentIsADraftAgainAfterWhatWasBegunMeanwhile() throws {
        var bench = open()
        bench.type("c o n e Enter")
        let action = try request(bench)
        bench.type("c t w o Esc")
        bench.send(.refused(ticket: action.ticket, "you may not."))
        bench.type("c")
        #expect(bench.list.contains("prompt(WEB-a: two\none)"))
    }

    @Test func undoAsksForWhatItWas() throws {
        var bench = open()
        bench.type("a")
        bench.send(.acted(ticket: try request(bench).ticket, page(assignee: ("42", "Zoe Keller"))))
        bench.type("z")
        let back = try request(bench)
        #expect(back.change == .assign(id: "5", name: "Ana"))
        #expect(bench.model.status == "undone: WEB-a assigned to you")
        #expect(bench.screen.contains("assignee   Ana"))
        bench.send(.acted(ticket: back.ticket, page()))
        #expect(bench.asked == "act(a) settled(a)+do act(a)+undo settled(a)")
        bench.type("Z")
        #expect(try request(bench).change == .assignToMe)
        #expect(bench.model.status == "done again: WEB-a assigned to you")
    }

    @Test func aRefusedUndoIsNoStepBack() throws {
        var bench = open()
        bench.type("S 4")
        bench.send(.acted(ticket: try request(bench).ticket, page(status: "done")))
        bench.type("z")
        bench.send(.refused(ticket: try request(bench).ticket, "somebody changed it."))
        #expect(bench.model.status == "WEB-a is not Open: somebody changed it.")
        #expect(bench.model.journal.undoable?.label == "WEB-a Done")
        #expect(
            bench.effects.contains { if case .settled(_, let step?) = $0 { !step.isUndone } else { false } })
    }

    @Test func whatIsNotAnsweredYetIsUndoneWhenItIs() throws {
        var bench = open()
        bench.type("S 4")
        let action = try request(bench)
        bench.type("z")
        #expect(bench.model.status == "undone: WEB-a Done")
        #expect(bench.screen.contains("status     Open"))
        bench.send(.acted(ticket: action.ticket, page(status: "done")))
        let back = try request(bench)
        #expect(back.change == .status("open"))
        #expect(bench.screen.contains("status     Open"))
        bench.send(.acted(ticket: back.ticket, page()))
        #expect(bench.model.journal.undoable == nil)
    }

    @Test func aCommentIsNotTakenBackAndWhatWasBeforeItIsOneStepFurther() throws {
        var bench = Bench("[a] b")
        bench.type("s c o k Enter")
        let ticket = try request(bench).ticket
        bench.type("z")
        #expect(bench.model.status?.contains("is on its way") == true)
        bench.send(.acted(ticket: ticket, nil))
        bench.type("z")
        #expect(bench.model.status?.contains("can't be taken back") == true)
        #expect(bench.list == "[as] b")
        bench.type("z")
        #expect(bench.list == "[a] b")
        bench.forget()
        bench.type("Z Z")
        #expect(bench.model.status == "a comment isn't sent twice")
        #expect(bench.asked == "do do")
    }

    @Test func whatItWasIsToldByTheApplicationWhereTheTaskWasNotOpen() throws {
        var bench = Bench("[a] b")
        bench.type("S 4")
        let action = try request(bench)
        #expect(action.before == nil)
        bench.send(.foundBefore(ticket: action.ticket, page(status: "in_review")))
        bench.send(.acted(ticket: action.ticket, page(status: "done")))
        bench.type("z")
        #expect(try request(bench).change == .status("in_review"))
    }

    @Test func withoutAWordOnWhatItWasItStays() throws {
        var bench = Bench("[a] b")
        bench.type("S 4")
        bench.send(.acted(ticket: try request(bench).ticket, nil))
        bench.forget()
        bench.type("z")
        #expect(bench.model.status == "what WEB-a was before isn't known, so it stays")
        #expect(bench.asked == "undo")
    }
}
