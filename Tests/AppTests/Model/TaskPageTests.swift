import Testing

@testable import App

@Suite struct TaskPageTests {
    private static let page = TaskPage(id: "1", title: "T", status: "open", assignee: nil, comments: [])

    @Test func whatWasAskedShowsAtOnce() {
        let page = Self.page.with(
            [
                TaskAction(ticket: 1, at: Bench.now, task: "1", key: "WEB-1", change: .assignToMe),
                TaskAction(ticket: 2, at: Bench.now, task: "1", key: "WEB-1", change: .status("done")),
                TaskAction(ticket: 3, at: Bench.now, task: "1", key: "WEB-1", change: .comment("ok")),
                TaskAction(ticket: 4, at: Bench.now, task: "2", key: "WEB-2", change: .status("open")),
            ], me: "Zoe")
        #expect(page.assignee == "Zoe")
        #expect(page.status == "done")
        #expect(page.comments.map(\.author) == ["Zoe (sending)"])
        #expect(Self.page.with([], me: "Zoe") == Self.page)
    }
}
