import Feed
import Testing

@testable import App

/// Moving, and what stays where it is while things arrive.
@Suite struct ListUpdateTests {
    private static func fresh(_ id: String, project: String = "3") -> Feed.Notification {
        Bench.event(id, task: "t\(id)", project: project)
    }

    @Test func theRowUnderTheCursorStaysWhereItIs() {
        var bench = Bench("a b c [d] e f g h i j k l m n o p q r s t u v w x y z")
        bench.type("j")
        let row = bench.rows.firstIndex { $0.hasPrefix(">") }
        for number in 0..<40 { bench.send(.arrived([Self.fresh("n\(number)")]), after: 1000) }
        #expect(bench.model.selectedRow?.newest.id == "e")
        #expect(bench.rows.firstIndex { $0.hasPrefix(">") } == row)
        #expect(bench.model.list.arrivedAbove == 40)
        bench.wait(20_000)
        #expect(bench.screen.contains("40 new above; g goes there"))
        bench.type("g")
        #expect(bench.model.list.arrivedAbove == 0)
        #expect(bench.model.selectedRow?.newest.id == "n39")
    }

    @Test func aFingerMeansTheRowItSaw() {
        var bench = Bench("a b c")
        bench.send(.arrived([Self.fresh("n")]), after: 1000)
        bench.type("e")
        #expect(bench.model.timeline.entry("a")?.marks.contains(.done) == true)
        #expect(bench.model.timeline.entry("n")?.marks.contains(.done) == false)
    }

    @Test func unreadGoesOnInOtherProjectsAndBack() {
        var bench = Bench("[a] b")
        bench.send(
            .loaded([(Self.fresh("p", project: "4"), Marks()), (Self.fresh("o", project: "5"), Marks())]))
        bench.type("n")
        #expect(bench.model.status?.contains("no unread below") == true)
        bench.type("n")
        #expect(bench.model.project == "4")
        #expect(bench.model.selectedRow?.newest.id == "p")
        bench.type("n n")
        #expect(bench.model.project == "5")
        bench.type("N N")
        #expect(bench.model.project == "4")
        #expect(bench.model.selectedRow?.newest.id == "p")
    }

    @Test func anotherKeyBetweenIsNoSecondPress() {
        var bench = Bench("[a] b")
        bench.send(.loaded([(Self.fresh("p", project: "4"), Marks())]))
        bench.type("n j n")
        #expect(bench.model.project == "3")
    }

    @Test func projectsGoAround() {
        var bench = Bench("[a] b")
        bench.type("J J J")
        #expect(bench.model.project == nil)
        bench.type("2 J")
        #expect(bench.model.project == "4")
        bench.type("K K")
        #expect(bench.model.project == nil)
    }

    /// Projects come late at the first start: who has opened something keeps it.
    @Test func theFirstProjectClosesNothingThatItHas() {
        var bench = Bench(project: nil)
        bench.send(.arrived([Bench.event("a"), Bench.event("b", project: "4")]))
        bench.type("G Enter")
        bench.forget()
        bench.send(.showProject("3"))
        #expect(bench.list == "a detail(a)")
        #expect(bench.asked == "project(3)")
        bench = Bench(project: nil)
        bench.send(.arrived([Bench.event("a"), Bench.event("b", project: "4")]))
        bench.type("g j k Enter")
        bench.forget()
        bench.send(.showProject("3"))
        #expect(bench.list == "a*")
        #expect(bench.asked == "project(3) viewing(none)")
    }

    @Test func stayingReadsWhereTheUserWantsThat() {
        var preferences = Preferences()
        preferences.markRead = .onStay
        var bench = Bench(preferences: preferences)
        bench.fill("[a*] b*")
        bench.wait(1)
        bench.wait(ListState.stayTime - 1)
        #expect(bench.list == "[a*] b*")
        bench.wait(2)
        #expect(bench.list == "[a] b*")
        bench.send(.focused(false))
        bench.type("j")
        bench.wait(60_000)
        #expect(bench.list == "a [b*]")
    }

    @Test func neverMeansNever() {
        var preferences = Preferences()
        preferences.markRead = .never
        var bench = Bench(preferences: preferences)
        bench.fill("[a*] b")
        bench.type("Enter Esc")
        #expect(bench.list == "[a*] b")
    }
}
