import Feed
import Testing

@testable import App

@Suite struct SilenceTests {
    @Test func whatIsPutOffComesBack() {
        var bench = Bench("[a*] b")
        bench.type("b 1")
        #expect(bench.list == "[b]")
        #expect(bench.model.timeline.unreadTotal == 0)
        bench.wait(3_600_000)
        #expect(bench.list == "a* [b]")
        #expect(bench.model.status == "1 snoozed or muted entry is back")
    }

    @Test func aConditionBringsItBack() {
        var bench = Bench("[a*] b")
        bench.type(": s n o o z e Space f r o m : b o Enter")
        #expect(bench.list == "[b]")
        // Bo's doings elsewhere aren't what was waited for.
        bench.send(.arrived([Bench.event("n", task: "9", actor: "Bo")]))
        #expect(bench.model.timeline.row(ofEntry: "a") == nil)
        bench.send(.arrived([Bench.event("o", task: "a", actor: "Bo")]))
        #expect(bench.model.timeline.row(ofEntry: "a") != nil)
    }

    @Test(arguments: [
        "snooze is:x", "mute is:x", "rule kind:comment -> sing", "rule is:x -> toast",
    ])
    func aMistakeIsOneSentenceAndChangesNothing(_ line: String) {
        var bench = Bench("[a*] b")
        bench.type(":")
        bench.write(line)
        bench.type("Enter")
        #expect(bench.list == "[a*] b")
        #expect(bench.model.status?.isEmpty == false)
        #expect(bench.asked == "history(command)")
    }

    @Test func muteLetsThroughWhatIsForMe() {
        var bench = Bench("[a*] b")
        bench.type("m t")
        bench.send(.arrived([Bench.event("n", task: "a")]))
        #expect(bench.model.timeline.unreadTotal == 0)
        bench.send(.arrived([Bench.event("m", task: "a", forMe: true)]))
        #expect(bench.model.timeline.unreadTotal == 1)
    }

    @Test func aRuleOfTheLineIsKeptAndTakenBack() {
        var bench = Bench("[a] b")
        bench.type(":")
        bench.write("rule from:ana -> no toast, bell")
        bench.type("Enter")
        #expect(bench.model.status == "rule from:ana: no toast, bell; z takes it back")
        #expect(bench.model.policy.order("rule:from:ana") != nil)
        bench.type("z")
        #expect(bench.model.policy.order("rule:from:ana") == nil)
        bench.type(":")
        bench.write("rule from:ana ->")
        bench.type("Enter")
        #expect(bench.model.status == "there is no rule from:ana")
    }

    @Test func wordsOfARule() {
        #expect(DeliveryChange(words: "no toast, bell, priority low")?.toast == false)
        #expect(DeliveryChange(words: "hide")?.show == false)
        for words in ["", "sing", "no", "no no toast", "toast loudly", "priority huge"] {
            #expect(DeliveryChange(words: words) == nil, "\(words)")
        }
    }

    private static func line(_ bench: inout Bench, _ text: String) {
        bench.type(":")
        bench.write(text)
        bench.type("Enter")
    }

    /// Asked for the task of a row that has none, it doesn't mute whatever has the word "task" in it.
    @Test func whatARowHasNotCannotBeMuted() {
        var bench = Bench("[a*] b")
        bench.send(.arrived([Bench.event("q", task: "", kind: .quota, text: "a task for you")]))
        bench.type("g")
        for word in ["task", "task 2h", "task until status:done"] {
            Self.line(&bench, "mute \(word)")
            #expect(bench.model.status == "this row has no task")
            #expect(bench.model.policy.orders.isEmpty)
        }
    }

    /// What the mute waited for is told of; what came before it, and with it in one go, is back.
    @Test func whatAMuteWaitedForIsToldOf() {
        var bench = Bench("[b*] a")
        Self.line(&bench, "mute task until from:bo")
        #expect(bench.model.status == "muted task:WEB-b until task:WEB-b from:bo; z takes it back")
        bench.type("?")
        bench.send(.arrived([Bench.event("x", task: "z9", actor: "Bo"), Bench.event("y", task: "b")]))
        #expect(bench.model.toasts.map(\.entry) == ["x"])
        bench.send(
            .arrived([
                Bench.event("c", task: "b"), Bench.event("d", task: "b", actor: "Bo"),
                Bench.event("e", task: "b"),
            ]))
        #expect(bench.model.toasts.map(\.entry) == ["x", "d", "e"])
        bench.type("Esc")
        #expect(bench.model.timeline.unreadTotal == 6)
        #expect(bench.model.policy.orders.isEmpty)
    }

    /// Until a person writes, until the task is done, until a quota passes 90 %: in the menu too.
    @Test(arguments: [
        ("m s", "task:WEB-a status:done"), ("m a", "task:WEB-a (kind:comment,reply from:\"Ana\")"),
        ("b 7", "task:\"a\" status:done"),
    ])
    func conditionsOfTheMenus(_ keys: String, _ condition: String) {
        var bench = Bench("[a*] b")
        bench.type(keys)
        #expect(bench.list == "[b]")
        #expect(bench.model.policy.orders.first?.until?.condition?.text == condition)
        let done = "{\"from\":\"todo\",\"to\":\"done\"}"
        bench.send(.arrived([Bench.event("n", task: "other", kind: .status, payload: done)]))
        #expect(bench.model.policy.orders.count == 1)
        bench.send(
            .arrived([Bench.event("o", task: "a"), Bench.event("p", task: "a", kind: .status, payload: done)])
        )
        #expect(bench.model.policy.orders.isEmpty)
        #expect(bench.model.timeline.row(ofEntry: "a") != nil)
    }

    @Test func aQuotasKindIsMutedUntilAQuotaPasses() {
        var bench = Bench("a")
        func quota(_ id: String, _ used: Int) -> Feed.Notification {
            Bench.event(id, task: "", kind: .quota, payload: "{\"used\":\(used),\"limit\":100}")
        }
        bench.send(.arrived([quota("q", 80)]))
        bench.wait(ListState.readingTime)
        bench.type("m")
        #expect(bench.screen.contains("the kind until a quota passes 90%"))
        bench.type("9")
        #expect(bench.model.status == "muted kind:quota until quota:90; z takes it back")
        bench.send(.arrived([quota("r", 89)]))
        #expect(bench.model.timeline.unreadTotal == 0)
        bench.send(.arrived([quota("s", 90)]))
        #expect(bench.model.timeline.unreadTotal == 3)
    }

    /// Undoing a mute loses nothing that came while it held.
    @Test func anUndoneMuteGivesBackWhatCame() {
        var bench = Bench("[a*] b")
        bench.type("m t")
        bench.send(.arrived([Bench.event("c", task: "a")]))
        bench.type("z")
        #expect(bench.model.timeline.unreadTotal == 2)
        #expect(bench.model.timeline.row(ofEntry: "c") != nil)
        bench.type("Z")
        #expect(bench.model.timeline.unreadTotal == 0)
    }

    @Test func anUndoneRuleGivesBackWhatItHid() {
        var bench = Bench("[a] b")
        Self.line(&bench, "rule from:ana -> hide")
        bench.send(.arrived([Bench.event("c")]))
        #expect(bench.model.timeline.unreadTotal == 0)
        bench.type("z")
        #expect(bench.model.timeline.unreadTotal == 1)
    }

    @Test(arguments: ["snooze tomorow", "mute task 25:00", "snooze 2hours"])
    func aMistypedTimeIsNoCondition(_ line: String) {
        var bench = Bench("[a*] b")
        Self.line(&bench, line)
        #expect(bench.list == "[a*] b")
        #expect(bench.model.status?.contains("is neither a time nor a condition") == true)
    }
}
