import Feed
import Testing

@testable import App

@Suite struct SwitcherUpdateTests {
    private static func bench() -> Bench {
        var preferences = Preferences()
        preferences.profiles = ["home", "work"]
        preferences.profile = "work"
        var bench = Bench(preferences: preferences)
        bench.fill("[a] b")
        return bench
    }

    private static func go(_ text: String) -> Bench {
        var bench = bench()
        bench.type("C-g")
        bench.write(text)
        bench.type("Enter")
        return bench
    }

    @Test func otherProfilesAreThereAndTheOneInViewIsNot() {
        #expect(Self.go("home").asked == "profile(home)")
        #expect(Self.go("default").asked == "profile(default)")
        #expect(Self.go("work").model.status == "nothing is called work")
        var bench = Bench("[a] b")
        bench.type("C-g")
        bench.write("default")
        #expect(bench.screen.contains("Nothing is called that."))
    }

    @Test func projectsTasksAndPeopleAreFoundByAFewLetters() {
        #expect(Self.go("pub").model.project == "4")
        #expect(Self.go("web-b").asked == "fetch(b) viewing(b)")
        #expect(Self.go("ana").model.filterText == "from:\"Ana\"")
        #expect(Self.go("all proj").model.project == nil)
    }

    @Test func theChoiceGoesAround() {
        var bench = Self.bench()
        bench.type("C-g Up")
        guard case .switcher(let state)? = bench.model.screen else {
            Issue.record("no switcher")
            return
        }
        #expect(state.index == state.matches.count - 1)
        bench.type("Down Enter")
        #expect(bench.model.project == nil)
    }
}
