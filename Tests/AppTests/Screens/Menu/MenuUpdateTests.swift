import Feed
import Testing

@testable import App

@Suite struct MenuUpdateTests {
    private func menu(_ bench: Bench) -> MenuState? {
        if case .menu(let state)? = bench.model.stack.last { state } else { nil }
    }

    @Test(arguments: [("Down", 1), ("j", 1), ("C-n", 1), ("Tab", 1), ("Up", 4), ("k", 4), ("C-p", 4)])
    func theCursorGoesAround(_ key: String, _ index: Int) {
        var bench = Bench("[a] b")
        bench.type("S \(key)")
        #expect(menu(bench)?.index == index - (index == 4 ? 5 - (menu(bench)?.items.count ?? 0) : 0))
    }

    @Test(arguments: ["Esc", "q", "C-c", "C-g"]) func leavingChangesNothing(_ key: String) {
        for open in ["S", "b", "m"] {
            var bench = Bench("[a*] b")
            bench.type("\(open) \(key)")
            #expect(bench.list == "[a*] b")
            #expect(bench.asked == "")
        }
    }

    @Test func anotherKeyLeavesItOpen() {
        var bench = Bench("[a] b")
        bench.type("b X 0")
        #expect(menu(bench) != nil)
        #expect(bench.asked == "")
    }

    @Test func aTimeCanBeTyped() {
        var bench = Bench("[a] b")
        bench.type("b t")
        #expect(bench.list == "[a] b prompt(until: )")
        bench.write("2h")
        bench.type("Enter")
        #expect(bench.list == "[b]")
        #expect(bench.model.status?.hasPrefix("snoozed until ") == true)
        bench.type("z b t")
        bench.write("nonsense:x")
        bench.type("Enter")
        #expect(bench.list == "[a] b")
        #expect(bench.model.status?.isEmpty == false)
    }

    /// What is muted is let speak again from the same menu.
    @Test func aMuteIsTakenBack() {
        var bench = Bench("[a] b")
        bench.type("m t 3 l")
        #expect(bench.list.contains("am"))
        bench.type("g m")
        #expect(menu(bench)?.items.first?.label == "let it speak again: task:WEB-a")
        bench.type("u")
        #expect(!bench.list.contains("am"))
        #expect(bench.model.policy.orders.isEmpty)
    }

    @Test func theCommandLineTakesAMuteBackToo() {
        var bench = Bench("[a] b")
        bench.type("m p 3 l g :")
        bench.write("mute off")
        bench.type("Enter")
        #expect(bench.model.policy.orders.isEmpty)
        bench.type(":")
        bench.write("mute off")
        bench.type("Enter")
        #expect(bench.model.status == "nothing of the kind holds")
    }

    @Test func whatTheTaskIsAlreadyIsMarked() {
        var bench = Bench("[a] b")
        bench.type("Enter")
        bench.send(
            .task(TaskPage(id: "a", title: "Task a", status: "in_review", assignee: nil, comments: [])))
        bench.type("S")
        #expect(menu(bench)?.items.map(\.label).contains("In review (now)") == true)
    }
}
