import Feed
import Testing

@testable import App

@Suite struct TaskActionTests {
    private let page = TaskPage(
        id: "142", key: "WEB-142", title: "Search", status: "todo", assignee: "Ana", assigneeID: "5",
        comments: [TaskPage.Comment(author: "Ana", body: "First")])

    private func action(_ change: TaskAction.Change, task: String = "142", ticket: Int = 1) -> TaskAction {
        TaskAction(ticket: ticket, at: Bench.now, task: task, key: "WEB-142", change: change)
    }

    @Test func twoRequestsOfOneMomentAreTwo() {
        #expect(action(.assignToMe).id != action(.assignToMe, ticket: 2).id)
    }

    /// What was asked shows as if it were done, and a comment says that it isn't known to be.
    @Test func itShowsBeforeItIsAnswered() {
        var uncertain = action(.comment("Third"))
        uncertain.isUncertain = true
        let shown = page.with(
            [action(.comment("Second")), uncertain, action(.status("done")), action(.assignToMe)], me: "Zoe")
        #expect(shown.comments.map(\.body) == ["First", "Second", "Third"])
        #expect(shown.comments.map(\.author) == ["Ana", "Zoe (sending)", "Zoe (not known to be sent)"])
        #expect(shown.status == "done" && shown.assignee == "Zoe")
        #expect(page.with([action(.assign(id: "7", name: nil))], me: "Zoe").assignee == "7")
        #expect(page.with([action(.assign(id: nil, name: nil))], me: "Zoe").assignee == nil)
    }

    @Test func anotherTasksAndWhatWasUndoneDoNotShow() {
        var undone = action(.status("done"))
        undone.isUnwanted = true
        #expect(page.with([undone, action(.status("done"), task: "9")], me: "Zoe") == page)
    }

    @Test func whetherItWasDoneIsSeenInTheTask() {
        let zoe = Identity(userID: "42", name: "Zoe")
        var done = page
        done.status = "done"
        done.assignee = "Zoe"
        done.assigneeID = "42"
        done.comments.append(TaskPage.Comment(author: "Zoe", body: "Second\n"))
        for change in [
            TaskAction.Change.comment("Second"), .status("done"), .assignToMe, .assign(id: "42", name: "Zoe"),
        ] {
            #expect(done.shows(action(change), me: zoe), "\(change)")
            #expect(!page.shows(action(change), me: zoe), "\(change)")
        }
        // Somebody else said the same.
        #expect(!page.shows(action(.comment("First")), me: zoe))
        #expect(page.shows(action(.comment("First")), me: Identity(userID: "42", name: nil)))
    }

    /// For undo: a name without an id can't be given back.
    @Test func whatItWasIsKept() {
        #expect(page.value(before: .status("done")) == .status("todo"))
        #expect(page.value(before: .assignToMe) == .assignee(id: "5", name: "Ana"))
        #expect(page.value(before: .comment("x")) == nil)
        var nameless = page
        nameless.assigneeID = nil
        #expect(nameless.value(before: .assignToMe) == nil)
        nameless.assignee = nil
        #expect(nameless.value(before: .assignToMe) == .assignee(id: nil, name: nil))
    }
}
