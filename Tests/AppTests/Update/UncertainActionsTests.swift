import Feed
import Screen
import Testing

@testable import App

/// Requests of which nobody knows whether the application got them.
@Suite struct UncertainActionsTests {
    private static func action(_ change: TaskAction.Change) -> TaskAction {
        TaskAction(
            ticket: 7, at: Bench.now, task: "a", key: "WEB-a", change: change, before: .status("open"))
    }

    private func page(status: String = "open", comments: [TaskPage.Comment] = []) -> TaskPage {
        TaskPage(id: "a", key: "WEB-a", title: "Task a", status: status, assignee: nil, comments: comments)
    }

    /// A start that finds what the run before left.
    private func start(_ change: TaskAction.Change) -> Bench {
        var bench = Bench("[a] b")
        bench.send(.left([Self.action(change)]))
        return bench
    }

    @Test func itShowsAndTheApplicationIsAskedOnceItIsThere() {
        var bench = Bench("[a] b")
        bench.send(.connection(.offline(since: Bench.now, retryAt: nil)))
        bench.send(.left([Self.action(.status("done"))]))
        #expect(bench.model.status?.hasPrefix("not known to be sent: WEB-a Done") == true)
        #expect(bench.asked == "")
        bench.send(.connection(.live))
        #expect(bench.asked == "check(a)")
    }

    @Test func whatArrivedIsSettledAndCanBeUndone() {
        var bench = start(.status("done"))
        bench.send(.checked(page(status: "done")))
        #expect(bench.model.status == "the application has it: WEB-a Done")
        #expect(bench.asked == "settled(a)+do")
        bench.type("z")
        #expect(bench.asked == "settled(a)+do act(a)+undo")
    }

    @Test func whatDidNotArriveIsAskedAbout() {
        var bench = start(.status("done"))
        bench.send(.checked(page()))
        #expect(bench.screen.contains("Not sent: WEB-a Done. Send it now? y/N"))
        bench.type("y")
        #expect(bench.asked == "act(a)")
        bench = start(.status("done"))
        bench.send(.checked(page()))
        bench.type("n")
        #expect(bench.asked == "settled(a)")
        #expect(bench.model.status == "WEB-a stays as it is")
        #expect(bench.model.pending.isEmpty)
    }

    @Test func aCommentThatDidNotArriveIsADraftAgain() {
        var bench = start(.comment("looks good"))
        bench.send(.checked(page(comments: [.init(author: "Ana", body: "looks good")])))
        #expect(bench.asked == "draft(a:looks good) settled(a)")
        bench.type("c")
        #expect(bench.list == "[a] b prompt(WEB-a: looks good)")
    }

    @Test func aCommentThatArrivedIsNotSentTwice() {
        var bench = start(.comment("looks good"))
        bench.send(.checked(page(comments: [.init(author: "Zoe Keller", body: "looks good")])))
        #expect(bench.asked == "settled(a)+do")
        #expect(bench.model.drafts.isEmpty)
    }

    @Test func anAnswerThatNeverCameIsNoRefusal() throws {
        var bench = Bench("[a] b")
        bench.type("S 4")
        bench.send(.uncertain(ticket: 1, "acme.example can't be reached."))
        #expect(bench.model.pending.count == 1)
        #expect(bench.model.status == "not known to be sent: WEB-a Done: acme.example can't be reached.")
        bench.forget()
        bench.type("C-r")
        #expect(bench.asked == "retry check(a)")
    }

    @Test func nobodyIsAskedWhileTyping() {
        var bench = start(.status("done"))
        bench.type(": d")
        bench.send(.checked(page()))
        #expect(bench.list == "[a] b prompt(:d)")
        #expect(bench.model.pending.count == 1)
    }
}
