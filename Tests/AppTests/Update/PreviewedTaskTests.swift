import Testing

@testable import App

@Suite struct PreviewedTaskTests {
    @Test func theTaskInThePreviewIsKeptUpToDate() {
        var bench = Bench("[a] b", width: 120, height: 40)
        bench.type("j")
        #expect(bench.asked == "watch(b)")
        bench.send(.task(TaskPage(id: "b", title: "Of b", status: "done", assignee: nil, comments: [])))
        #expect(bench.screen.contains("Of b"))
        // Another's answer came too late.
        bench.send(.task(TaskPage(id: "a", title: "Of a", status: "done", assignee: nil, comments: [])))
        #expect(bench.screen.contains("Of b"))
        bench.forget()
        bench.type("Enter")
        #expect(bench.asked == "fetch(b) viewing(b) watch()")
    }
}
