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
        bench.send(.arrived([Bench.event("n", task: "9", actor: "Bo")]))
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
}
