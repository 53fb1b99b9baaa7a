import Feed
import Screen
import Testing

@testable import App

/// What commands do besides their case in the table: their arguments on the command line, and places where
/// there is nothing for them to do.
@Suite struct PerformTests {
    private func run(_ line: String, on list: String = "[a] b", height: Int = 24) -> Bench {
        var bench = Bench(list, height: height)
        bench.type(":")
        bench.write(line)
        bench.type("Enter")
        return bench
    }

    @Test(arguments: [
        ("tab inbox", Tab.inbox), ("tab @", .mentions), ("tab men", .mentions), ("tab S", .starred),
        ("tab all", .all),
    ])
    func aTabByItsName(line: String, tab: Tab) { #expect(run(line).model.timeline.scope.tab == tab) }

    @Test(arguments: ["tab", "tab x"]) func anotherTabThereIsNot(line: String) {
        #expect(run(line).model.status == "the tabs are inbox, mentions, starred, all")
    }

    @Test(arguments: [
        ("project 2", "4"), ("project API", "4"), ("project api", "4"), ("project operations", "5"),
        ("project opr", "5"), ("project 5", "5"), ("project all", nil), ("project", nil),
    ])
    func aProjectByNumberKeyOrName(line: String, id: String?) { #expect(run(line).model.project == id) }

    @Test func anotherProjectThereIsNot() {
        #expect(run("project zzz").model.status == "no project is called zzz")
        #expect(run("project zzz").model.project == "3")
    }

    @Test(arguments: [
        "done", "star", "toggle_read", "reply hi", "assign_to_me", "copy_key", "copy_url", "why",
    ])
    func withoutARowThereIsNothingToDo(line: String) {
        var bench = Bench()
        bench.type(":")
        bench.write(line)
        bench.type("Enter")
        #expect(bench.model.status == "nothing is selected")
        #expect(bench.asked == "history(command)")
    }

    @Test(arguments: ["c", "a", "S"]) func withoutATaskThereIsNothingToAsk(key: String) {
        var bench = Bench()
        bench.send(.loaded([(Bench.event("q", task: "", kind: .quota), Marks.read)]))
        bench.type("j \(key)")
        #expect(bench.model.status == "this entry has no task")
        #expect(bench.asked == "")
    }

    @Test func arguments() {
        #expect(run("reply on my way").asked == "history(command) act(a)")
        #expect(run("change_status done").asked == "history(command) act(a)")
        #expect(run("snooze tomorrow").list == "[b]")
        #expect(run("mute task").list == "[b]")
        #expect(run("filter is:unread", on: "[a] b*").list == "b*")
        #expect(run("filter", on: "[a] b*").list == "[a] b*")
    }

    @Test func aLineOfAnotherEditorGoesToItsRow() {
        #expect(run("2", on: "[a] b c").list == "a [b] c")
        #expect(run("99", on: "[a] b c").list == "a b [c]")
    }

    @Test func pagesAreThoseOfTheList() {
        let many = (0..<60).map { UnicodeScalar(0x4E00 + $0).map { String($0) } ?? "" }.joined(separator: " ")
        var bench = Bench(many, height: 24)
        let page = Layout(bench.model).list.height
        bench.type("PgDn")
        #expect(bench.model.selectedIndex == page)
        bench.type("C-u")
        #expect(bench.model.selectedIndex == page - page / 2)
        bench.type("2 PgDn PgUp")
        #expect(bench.model.selectedIndex == page - page / 2 + page)
        bench.type("G g")
        #expect(bench.model.selectedIndex == 0)
        #expect(bench.model.list.selected == nil)
    }

    @Test func thePreviewGoesRound() {
        var bench = Bench("[a] b", width: 160, height: 48)
        let start = Layout(bench.model)
        #expect(start.preview.width > 0 && start.preview.x > start.list.x)
        bench.type("p")
        #expect(Layout(bench.model).preview.width == 0)
        bench.type("P")
        #expect(Layout(bench.model).preview.x > Layout(bench.model).list.x)
        bench.type("P")
        #expect(Layout(bench.model).preview.y > Layout(bench.model).list.y)
        bench.type("P")
        #expect(Layout(bench.model).preview == start.preview)
    }

    @Test func watchModeTurnsUpsideDownAndBack() {
        var bench = Bench("[a] b c")
        bench.type("w")
        #expect(Layout(bench.model).kind == .watch)
        bench.type("k")
        #expect(bench.list == "a [b] c")
        bench.type("w k")
        #expect(Layout(bench.model).kind == .list)
        #expect(bench.list == "[a] b c")
    }

    @Test func toastsAreCleared() {
        var bench = Bench("[a] b")
        bench.type("i")
        bench.send(.arrived([Bench.event("x", project: "4"), Bench.event("y", project: "5")]))
        #expect(bench.model.toasts.count == 2)
        bench.type("T")
        #expect(bench.model.toasts.isEmpty)
    }

    @Test func aToastIsGoneToWhereverItIs() {
        var bench = Bench("[a] b")
        bench.send(.arrived([Bench.event("x", project: "4")]))
        bench.forget()
        bench.type("t")
        #expect(bench.model.project == "4")
        #expect(bench.list == "[x*]")
        #expect(bench.asked == "project(4)")
        #expect(bench.model.toasts.isEmpty)
    }

    // MARK: By name, for an entry

    @Test func aCommandIsAskedForByNameAndEntry() {
        var bench = Bench("[a*] b* c*")
        bench.type("?")
        bench.send(.asked(.done, entry: "b", argument: ""))
        #expect(bench.list == "a* [c*]")
        bench.send(.asked(.snooze, entry: "c", argument: "2h"))
        #expect(bench.list == "[a*]")
        bench.send(.asked(.undo, entry: nil, argument: ""))
        #expect(bench.list == "a* [c*]")
        bench.send(.asked(.done, entry: "nowhere", argument: ""))
        #expect(bench.model.status == "this entry is no longer in the list")
    }

    @Test func whatLiesOverTheListGoesFirst() {
        var bench = Bench("[a] b")
        bench.type("Enter")
        bench.forget()
        bench.send(.asked(.star, entry: "b", argument: ""))
        #expect(bench.list == "a [bs]")
        #expect(bench.asked == "viewing(none) do")
    }
}
