import Testing

@testable import App

/// Digits: counts, and projects by their number.
@Suite struct ChoosingTests {
    @Test func digitsAloneNameAProjectAfterAMoment() {
        var bench = Bench("[a] b")
        bench.type("2")
        #expect(bench.model.project == "3")
        #expect(bench.rows[22].hasPrefix(" 2"))
        bench.wait(ListState.countTime - 1)
        #expect(bench.model.project == "3")
        bench.wait(1)
        #expect(bench.model.project == "4")
        #expect(bench.asked == "project(4)")
    }

    @Test func aCommandThatTakesACountTakesIt() {
        var bench = Bench("[a] b c d e f g h i j k l m")
        bench.type("1 2 j")
        #expect(bench.model.selectedIndex == 12)
        #expect(bench.model.project == "3")
        #expect(bench.model.list.count == nil)
    }

    @Test func noNumberIsTooLong() {
        var bench = Bench("[a] b")
        bench.type("9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 j")
        #expect(bench.list == "a [b]")
    }

    @Test func zeroAloneIsAllProjects() {
        var bench = Bench("[a] b")
        bench.type("0")
        #expect(bench.model.project == nil)
        bench = Bench("[a] b c d e f g h i j k l")
        bench.type("1 0 j")
        #expect(bench.model.selectedIndex == 10)
    }

    @Test func escLetsGoOfDigitsRangeAndChoice() {
        var bench = Bench("[a] b c")
        bench.type("3 Esc j")
        #expect(bench.list == "a [b] c")
        bench.type("x v Esc")
        #expect(bench.list == "a b [c]")
        #expect(bench.model.range == nil)
    }

    @Test func aNumberBeyondTheProjectsSaysSo() {
        var bench = Bench("[a] b")
        bench.type("8 ?")
        #expect(bench.model.status == "there is no project 8")
    }

    /// Every screen that scrolls takes counts as the list does.
    @Test(arguments: [("Enter", "detail(a)"), ("?", "help"), ("i", "connection"), ("W", "why")])
    func digitsOverTheListAreCountsToo(opening: String, name: String) {
        var bench = Bench("[a] b", height: 12)
        bench.type(opening)
        bench.send(.task(Self.longThread))
        bench.type("2")
        #expect(bench.list == "[a] b \(name)")
        #expect(bench.model.project == "3")
        var slow = bench
        bench.type("j")
        slow.type("Esc j j")
        #expect(bench.screen == slow.screen)
        #expect(bench.model.list.count == nil)
        #expect(bench.model.project == "3")
        #expect(bench.model.stack.count == 1)
    }

    private static var longThread: TaskPage {
        let comments = (0..<40).map { TaskPage.Comment(author: "Ana", body: "comment \($0)") }
        return TaskPage(id: "a", title: "Task", status: "open", assignee: "Bo", comments: comments)
    }

    @Test func digitsAloneInTheDetailNameAProjectAfterAMoment() {
        var bench = Bench("[a] b")
        bench.type("Enter")
        bench.forget()
        bench.type("2")
        bench.wait(ListState.countTime - 1)
        #expect(bench.list == "[a] b detail(a)")
        bench.wait(1)
        #expect(bench.model.project == "4")
        #expect(bench.model.stack.isEmpty)
        #expect(bench.asked == "viewing(none) project(4)")
    }

    @Test func digitsInTheDetailAreLetGoByEscWhichLeavesItOpen() {
        var bench = Bench("[a] b")
        bench.type("Enter 2 Esc")
        bench.wait(ListState.countTime)
        #expect(bench.list == "[a] b detail(a)")
        #expect(bench.model.project == "3")
        bench.type("Esc")
        #expect(bench.list == "[a] b")
    }

    @Test func zeroAloneInTheDetailIsAllProjects() {
        var bench = Bench("[a] b")
        bench.type("Enter 0")
        #expect(bench.model.project == nil)
        #expect(bench.model.stack.isEmpty)
    }

    @Test func aTripleDigitCountInTheDetailStopsAtItsEnd() {
        var bench = Bench("[a] b", height: 12)
        bench.type("Enter")
        bench.send(.task(Self.longThread))
        bench.type("1 0 0 j")
        let end = bench.screen
        bench.type("G")
        #expect(bench.screen == end)
        #expect(bench.screen.contains("comment 39"))
    }

    /// In the table a number names the project whose rules it shows, and at once: nothing there repeats.
    @Test func digitsInTheTableOfDeliveryAreItsProjects() {
        var bench = Bench("[a] b")
        bench.type("D 2")
        guard case .delivery(let state) = bench.model.screen else {
            Issue.record("no table")
            return
        }
        #expect(state.project == "4")
        #expect(bench.model.project == "3")
    }
}
