import Feed
import Screen
import Testing

@testable import App

@Suite struct ArrivalsTests {
    private static func event(_ id: String, project: String = "5", forMe: Bool = false) -> Feed.Notification {
        Bench.event(id, task: "t\(id)", project: project, forMe: forMe)
    }

    @Test func whatIsInViewNeedsNoToast() {
        var bench = Bench("a b")
        bench.send(.arrived([Self.event("n", project: "3")]))
        #expect(bench.model.toasts.isEmpty)
        bench.send(.arrived([Self.event("m", project: "3", forMe: true)]))
        #expect(bench.model.toasts.map(\.entry) == ["m"])
        bench.send(.arrived([Self.event("o")]))
        #expect(bench.model.toasts.map(\.entry) == ["m", "o"])
    }

    /// A row that is on the screen has no toast over it, wherever the cursor is.
    @Test func whatIsInViewNeedsNoToastUnderACursorFartherDown() {
        var bench = Bench("a [b] c")
        bench.send(.arrived([Self.event("n", project: "3")]))
        #expect(bench.list == "n* a [b] c")
        #expect(bench.rows.contains { $0.contains("Task tn") })
        #expect(bench.model.toasts.isEmpty)
        // In a full list the place of the cursor is kept, and what is new is above the screen.
        bench = Bench((0..<26).map { String(UnicodeScalar(UInt8(97 + $0))) }.joined(separator: " "))
        bench.type("5 j")
        #expect(bench.model.selectedIndex == 5)
        bench.send(.arrived([Self.event("new", project: "3")]))
        #expect(bench.model.list.top == 1)
        #expect(bench.model.toasts.map(\.entry) == ["new"])
    }

    @Test func behindADetailEverythingIsOutOfView() {
        var bench = Bench("[a] b")
        bench.type("Enter")
        bench.send(.arrived([Self.event("n", project: "3")]))
        #expect(bench.model.toasts.count == 1)
    }

    @Test func toastsGoByThemselvesThoseForMeLater() {
        var bench = Bench("a b")
        bench.send(.arrived([Self.event("n"), Self.event("m", forMe: true)]))
        bench.wait(Toast.time)
        #expect(bench.model.toasts.map(\.entry) == ["m"])
        bench.wait(Toast.timeForMe - Toast.time)
        #expect(bench.model.toasts.isEmpty)
    }

    @Test func threeAtMostAndAStormIsOne() {
        var bench = Bench("a b")
        bench.send(.arrived((0..<60).map { Self.event("n\($0)") }))
        #expect(bench.model.toasts.count == Toast.limit)
        #expect(bench.model.toasts.last?.text == "55 more at once")
        #expect(bench.model.timeline.unreadTotal == 60)
    }

    @Test func whatAStormHeldBackSaysSo() {
        var preferences = Preferences()
        preferences.runsHook = true
        var bench = Bench(preferences: preferences)
        bench.send(.arrived((0..<60).map { Self.event("n\($0)") }))
        let whys = bench.effects.compactMap { if case .hook(_, let why) = $0 { why } else { nil } }
        #expect(whys.count == 60)
        #expect(whys.first == ["rule:default"] && whys.last == ["rule:default", "burst"])
        func why(_ id: String) -> String {
            bench.model.stack = [.why(WhyState(entry: id))]
            return bench.screen
        }
        #expect(why("n59").contains("it came with so many that one notice told of all"))
        #expect(why("n59").contains("toast         no"))
        #expect(!why("n0").contains("so many"))
        #expect(why("n0").contains("toast         yes"))
    }

    @Test func aToastLeadsToItsEntry() {
        var bench = Bench("a b")
        bench.send(.arrived([Self.event("n")]))
        bench.type("t")
        #expect(bench.model.project == "5")
        #expect(bench.model.selectedRow?.newest.id == "n")
        #expect(bench.model.toasts.isEmpty)
    }

    @Test func aDuplicateIsNothing() {
        var bench = Bench("a b")
        bench.send(.arrived([Self.event("n")]))
        bench.send(.arrived([Self.event("n")]))
        #expect(bench.model.timeline.unreadTotal == 1)
        #expect(bench.model.toasts.count == 1)
        #expect(bench.asked.components(of: "store(n)") == 1)
    }

    @Test func historyIsReadWithoutAToast() {
        var bench = Bench("a b")
        bench.send(.history([Self.event("n")]))
        #expect(bench.model.timeline.unreadTotal == 0)
        #expect(bench.model.toasts.isEmpty)
    }

    @Test func whatWasMissedIsOneToastAndARow() {
        var bench = Bench("a b")
        let outage = Outage(
            from: Bench.now.advanced(byMilliseconds: -60_000), to: Bench.now, isComplete: false, recovered: 2)
        bench.send(.recovered([Self.event("n"), Self.event("o")], outage))
        #expect(bench.model.toasts.map(\.text) == ["2 missed while away; older ones may be missing"])
        #expect(bench.model.status?.hasPrefix("offline") == true)
        #expect(bench.model.timeline.entry(outage.id) != nil)
    }

    @Test func anUnfocusedWindowGetsANotificationAFocusedOneAToast() {
        var preferences = Preferences()
        preferences.notifiesOutside = true
        for (isFocused, toasts, asked) in [(true, 1, false), (false, 0, true)] {
            var bench = Bench(preferences: preferences)
            bench.send(.focused(isFocused))
            bench.send(.arrived([Self.event("m", forMe: true)]))
            #expect(bench.model.toasts.count == toasts)
            #expect(bench.asked.contains("notify(") == asked)
        }
    }

    @Test func workShowsOnceItTakesLong() {
        var bench = Bench("a b")
        bench.send(.progress("Catching up", 0.25))
        bench.wait(Work.patience - 1)
        #expect(!bench.screen.contains("Catching up"))
        bench.wait(1)
        #expect(bench.screen.contains("Catching up █████░░░░░░░░░░░░░░░ 25%"))
        bench.send(.progress("Catching up", 0.5))
        #expect(bench.screen.contains("50%"))
        bench.send(.progress("Catching up", 1))
        #expect(!bench.screen.contains("Catching up"))
    }

    @Test func whoTypesIsToldWithTheTask() {
        var bench = Bench("[a] b")
        bench.send(.people(.list([.init(id: "5", name: "Ana")])))
        bench.send(.whisper(Whisper(kind: .typing, userID: "5", name: nil, taskID: "a")))
        #expect(bench.screen.contains("Ana is typing in WEB-a…"))
        bench.send(.whisper(Whisper(kind: .typing, userID: "42", name: "Zoe", taskID: "a")))
        #expect(!bench.screen.contains("Zoe"))
        bench.wait(People.typingTime)
        #expect(bench.screen.contains("here: Ana (WEB-a)"))
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        var (count, rest) = (0, self[...])
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
