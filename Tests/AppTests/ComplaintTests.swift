import Feed
import Screen
import Testing

@testable import App

/// What users of other clients suffer from, by the numbers of the list of complaints, on the screen: keys and
/// events go in, rows, counts and toasts come out. `FeedTests` has the same numbers for the feed itself,
/// `StoreTests` for what outlasts the program.
@Suite struct ComplaintScreenTests {
    private static func toasts(_ bench: Bench) -> [String] { bench.model.toasts.map(\.text) }

    /// What was missed stands under a row that says so.
    @Test func complaint1EventsLostAfterSleep() {
        var bench = Bench("a* b")
        let outage = Outage(
            from: Bench.now.advanced(byMilliseconds: -3_600_000), to: Bench.now, isComplete: false,
            recovered: 1)
        bench.send(.recovered([Bench.event("m", minutesAgo: 30, live: false)], outage))
        #expect(bench.screen.contains("1 recovered; older ones may be missing"))
        #expect(bench.list.contains("m*"))
        #expect(bench.model.timeline.unreadTotal == 2)
        bench.send(
            .recovered(
                [],
                Outage(
                    from: Bench.now.advanced(byMilliseconds: -40_000), to: Bench.now, isComplete: false)))
        #expect(bench.screen.contains("what happened then can't be fetched"))
    }

    /// The title, the tab and the strip say the same number, whatever happens.
    @Test func complaint3NegativeOrStuckCounters() {
        var bench = Bench("[a*] b* c*")
        for keys in ["r", "r", "R y", "z", "e", "z", "b 1", "z", "u", "u", "r"] {
            bench.type(keys)
            let unread = bench.model.timeline.unreadTotal
            #expect((0...3).contains(unread), "after \(keys)")
            #expect(bench.model.title == (unread == 0 ? "craftdesk" : "craftdesk (\(unread))"))
            #expect(bench.rows[0].contains(unread == 0 ? "[Inbox]" : "[Inbox \(unread)]"))
            #expect(bench.rows[1].contains(unread == 0 ? "1 WEB  " : "1 WEB \(unread)"))
        }
    }

    /// What is read on another screen is read here.
    @Test func complaint4ReadStateGoesBothWays() {
        var bench = Bench("a* b*")
        for (isSet, list) in [(true, "a b*"), (false, "a* b*")] {
            let change = StateChange(mark: .read, isSet: isSet, ids: ["a"])
            bench.send(
                .changedElsewhere(
                    [change],
                    [
                        ForeignMark(
                            id: "a", project: "3", isAddressedToMe: false, wasUnread: isSet, isUnread: !isSet)
                    ]))
            #expect(bench.list == list)
        }
    }

    /// Arriving, being selected, being scrolled over: none of it reads, in the default.
    @Test func complaint5MarkedReadWhileNotLooking() {
        var bench = Bench("[a*] b* c*")
        bench.type("j j k")
        bench.wait(60_000)
        #expect(bench.model.timeline.unreadTotal == 3)
        // By choice three seconds do, but only in a window that has the keyboard.
        bench = Bench(
            preferences: {
                var it = Preferences()
                it.markRead = .onStay
                return it
            }())
        bench.fill("[a*] b*")
        bench.send(.focused(false))
        bench.wait(60_000)
        #expect(bench.model.timeline.unreadTotal == 2)
    }

    @Test func complaint6OwnActionsCountedUnread() {
        var bench = Bench("a")
        bench.send(.arrived([Bench.event("b", mine: true)]))
        #expect(bench.model.timeline.unreadTotal == 0)
        #expect(Self.toasts(bench).isEmpty)
    }

    /// A task that is done comes back with what is new alone.
    @Test func complaint7DoneReturnsWronglyOrHidesActivity() {
        var bench = Bench("[a*] b")
        bench.type("e")
        #expect(bench.list == "[b]")
        bench.send(.arrived([Bench.event("c", task: "a")]))
        #expect(bench.list.hasPrefix("c*"))
        #expect(bench.model.timeline.row(at: 0)?.entryIDs == ["c"])
    }

    /// After an action the cursor is on what took the row's place; what arrives doesn't move it.
    @Test func complaint8WhereTheCursorGoes() {
        var bench = Bench("a [b] c")
        bench.type("e")
        #expect(bench.list == "a [c]")
        bench.send(.arrived([Bench.event("d", task: "a"), Bench.event("f")]))
        #expect(bench.list.contains("[c]"))
        bench.type("e")
        #expect(bench.list.contains("["))
    }

    @Test func complaint9Undo() {
        for keys in [
            "e", "r", "s", "*", "u", "b 1", "b 7", "m t", "m d", "m f", "m p", "m k", "U", "R y", "2 e",
            "x j x e",
            "v j s", "Q 1", "Q 0",
        ] {
            var bench = Bench("[a*] b* c")
            let before = (bench.list, bench.model.policy, bench.model.timeline.unreadTotal)
            bench.type(keys)
            // A row that is unread can't be marked so: there is nothing to undo.
            guard bench.model.journal.undoable != nil else {
                #expect(keys == "u")
                continue
            }
            let after = (bench.list, bench.model.policy, bench.model.timeline.unreadTotal)
            bench.type("z")
            #expect(
                bench.list.filter { !"[]".contains($0) } == before.0.filter { !"[]".contains($0) },
                "\(keys) z")
            #expect(
                (bench.model.policy, bench.model.timeline.unreadTotal) == (before.1, before.2), "\(keys) z")
            bench.type("Z")
            #expect(
                bench.list.filter { !"[]".contains($0) } == after.0.filter { !"[]".contains($0) }, "\(keys) Z"
            )
            #expect((bench.model.policy, bench.model.timeline.unreadTotal) == (after.1, after.2), "\(keys) Z")
            bench.type("z")
            #expect(bench.model.timeline.unreadTotal == before.2, "\(keys) z Z z")
        }
    }

    @Test func complaint10Snooze() {
        var bench = Bench("[a*] b*")
        bench.type("b 1")
        #expect(bench.model.timeline.unreadTotal == 1)
        bench.wait(3_600_000)
        #expect(bench.list.contains("a*"))
        #expect(bench.model.timeline.unreadTotal == 2)
    }

    /// All read asks, and anything but y is no.
    @Test func complaint11MarkAllReadByAccident() {
        for key in ["n", "Enter", "Esc", "R", "Space"] {
            var bench = Bench("[a*] b*")
            bench.type("R \(key)")
            #expect(bench.model.timeline.unreadTotal == 2, "R \(key)")
        }
        var bench = Bench("[a*] b*")
        bench.type("R y")
        #expect(bench.model.timeline.unreadTotal == 0)
    }

    /// Forty-two that were missed are one toast.
    @Test func complaint12NotificationStormOnWake() {
        var bench = Bench("a")
        let missed = (0..<42).map { Bench.event("m\($0)", task: "\($0)", forMe: $0 % 4 == 0, live: false) }
        bench.send(
            .recovered(
                missed,
                Outage(
                    from: Bench.now.advanced(byMilliseconds: -60_000), to: Bench.now, isComplete: true,
                    recovered: 42)))
        #expect(Self.toasts(bench) == ["42 missed while away"])
        #expect(!bench.asked.contains("bell"))
    }

    /// A mention gets its toast and its bell in the middle of a storm, and a row of its own.
    @Test func complaint13MentionsFoldedAway() {
        var bench = Bench("a")
        bench.type("?")
        let storm = (0..<20).map { Bench.event("s\($0)", task: "1") }
        bench.send(.arrived(storm + [Bench.event("me", task: "1", text: "Ana: @zoe", forMe: true)]))
        #expect(Self.toasts(bench).contains("Ana: @zoe"))
        #expect(Self.toasts(bench).contains("15 more at once"))
        #expect(bench.asked.contains("bell"))
        bench.type("Esc")
        #expect(bench.model.timeline.row(at: 0)?.entryIDs == ["me"])
        #expect(bench.model.timeline.row(at: 1)?.entries.count == 20)
    }

    @Test func complaint14MuteIgnored() {
        var bench = Bench("[a*] b*")
        bench.type("m t")
        bench.send(.arrived([Bench.event("c", task: "a")]))
        #expect(bench.list == "[b*]")
        #expect(bench.model.title == "craftdesk (1)")
        #expect(Self.toasts(bench).isEmpty)
    }
}
