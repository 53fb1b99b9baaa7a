import Feed
import Testing

@testable import App

@Suite struct DetailUpdateTests {
    @Test func openingReadsTheRowAndFetchesItsTask() {
        var bench = Bench("[a*] b*")
        bench.type("Enter")
        #expect(bench.list == "[a] b* detail(a)")
        #expect(bench.asked == "do fetch(a) viewing(a)")
        bench.forget()
        bench.type("q")
        #expect(bench.asked == "viewing(none)")
    }

    @Test func byChoiceOpeningReadsNothing() {
        var preferences = Preferences()
        preferences.markRead = .never
        var bench = Bench(preferences: preferences)
        bench.fill("[a*] b*")
        bench.type("Enter")
        #expect(bench.list == "[a*] b* detail(a)")
        #expect(bench.asked == "fetch(a) viewing(a)")
        bench.type("r")
        #expect(bench.list == "[a] b* detail(a)")
    }

    @Test func anEntryWithoutATaskOpensWhatItsPayloadSays() {
        var bench = Bench()
        bench.send(
            .loaded([
                (
                    Bench.event(
                        "u", task: "", kind: .unknown, text: "Deployments: finished",
                        payload: #"{"release":"2.2","by":"bot"}"#), Marks.read
                )
            ]))
        bench.type("j Enter")
        #expect(bench.asked == "")
        #expect(bench.screen.contains(#"{"release":"2.2","by":"bot"}"#))
    }

    @Test func openingATaskLetsGoOfTheOther() {
        var bench = Bench("[a] b")
        bench.type("Enter")
        bench.send(
            .task(TaskPage(id: "a", title: "The first task", status: nil, assignee: nil, comments: [])))
        #expect(bench.screen.contains("The first task"))
        bench.type("Esc j Enter")
        #expect(!bench.screen.contains("The first task"))
        // Its answer comes late.
        bench.send(
            .task(TaskPage(id: "a", title: "The first task", status: nil, assignee: nil, comments: [])))
        #expect(!bench.screen.contains("The first task"))
    }

    @Test func toastsOfWhatIsOpenedGo() {
        var bench = Bench("[a] b", height: 24)
        bench.type("i")
        bench.send(.arrived([Bench.event("t", task: "a", forMe: true)]))
        #expect(bench.model.toasts.count == 1)
        bench.type("q t Enter")
        #expect(bench.model.toasts.isEmpty)
    }

    @Test func aLongThreadScrollsAndStopsAtItsEnds() {
        var bench = Bench("[a] b")
        bench.type("Enter")
        let comments = (0..<40).map { TaskPage.Comment(author: "Ana", body: "comment \($0)") }
        bench.send(
            .task(TaskPage(id: "a", title: "Task", status: "open", assignee: "Bo", comments: comments)))
        #expect(bench.screen.contains("comment 0"))
        #expect(!bench.screen.contains("comment 39"))
        bench.type("G")
        #expect(bench.screen.contains("comment 39"))
        let end = bench.screen
        bench.type("j j PgDn")
        #expect(bench.screen == end)
        bench.type("g")
        #expect(bench.screen.contains("Task a") && bench.screen.contains("comment 0"))
        bench.type("j j j k k k")
        #expect(bench.screen.contains("comment 0"))
    }

    @Test func theRowLeavesAndTheDetailGoesWithIt() {
        var bench = Bench("a [b] c")
        bench.type("Enter e")
        #expect(bench.list == "a [c]" || bench.list == "a c")
        #expect(bench.model.stack.isEmpty)
    }
}
