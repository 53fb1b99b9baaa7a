import Feed
import Testing

@testable import App

@Suite struct WhyTests {
    private func why(_ bench: Bench) -> String {
        var bench = bench
        bench.type("W")
        return bench.screen
    }

    @Test func itTellsWhatDecided() {
        #expect(why(Bench("[a] b")).contains("no rule holds for it: its kind decides"))
        var bench = Bench()
        bench.send(.arrived([Bench.event("a", forMe: true)]))
        #expect(why(bench).contains("it is addressed to you"))
        #expect(!why(bench).contains("its kind decides"))
        bench = Bench()
        bench.send(.arrived([Bench.event("a", mine: true)]))
        bench.type("3 l")
        #expect(why(bench).contains("you did it yourself"))
    }

    @Test func aRuleAndAMuteAreNamed() {
        var bench = Bench("[a] b")
        bench.type(":")
        bench.write("rule from:ana -> no toast, bell")
        bench.type("Enter")
        let screen = why(bench)
        #expect(screen.contains("the rule \"from:ana\" holds"))
        #expect(screen.contains("toast         no") && screen.contains("bell          yes"))
        bench.type("m t 3 l g")
        let muted = why(bench)
        #expect(muted.contains("you muted task:WEB-a"))
        #expect(muted.contains("kept out; the tab of all has it"))
    }

    @Test func theKeyClosesItAndWithoutARowThereIsNothingToAsk() {
        var bench = Bench("[a] b")
        bench.type("W W")
        #expect(bench.list == "[a] b")
        bench = Bench()
        bench.type("W")
        #expect(bench.model.stack.isEmpty)
        #expect(bench.model.status == "nothing is selected")
    }

    @Test func aLongOneScrolls() {
        var bench = Bench("[a] b", width: 60, height: 12)
        bench.type("W")
        let top = bench.rows[1]
        bench.type("j j")
        #expect(bench.rows[1] != top)
        bench.type("G g")
        #expect(bench.rows[1] == top)
    }

    /// What a rule hides gives no toast, and the screen doesn't say it did.
    @Test func whatIsHiddenIsSaidToBeSilent() {
        var bench = Bench("[a] b")
        bench.type(":")
        bench.write("rule from:bo -> hide")
        bench.type("Enter")
        bench.send(.arrived([Bench.event("n", actor: "Bo")]))
        bench.type("3 l g")
        let screen = why(bench)
        #expect(screen.contains("the rule \"from:bo\" holds"))
        #expect(screen.contains("kept out; the tab of all has it"))
        #expect(screen.contains("toast         no") && screen.contains("hook          no"))
    }

    @Test func whatIsPutOffSaysUntilWhen() {
        var bench = Bench("[a] b")
        bench.type(":")
        bench.write("snooze status:done")
        bench.type("Enter 3 l g")
        #expect(why(bench).contains("you put it off until task:WEB-a status:done"))
        #expect(why(bench).contains("put off or done; the tab of all has it"))
    }

    /// A row of several events tells of each that something else decided about.
    @Test func eachEventOfARowHasItsReasons() {
        var bench = Bench("[x] y")
        bench.type(":")
        bench.write("rule from:bo -> no toast")
        bench.type("Enter")
        bench.send(
            .arrived([
                Bench.event("a", task: "t"), Bench.event("b", task: "t", text: "Bo said so", actor: "Bo"),
                Bench.event("c", task: "t"),
            ]))
        bench.type("g")
        let screen = why(bench)
        #expect(screen.contains("no rule holds for it: its kind decides"))
        #expect(screen.contains("Otherwise in this row"))
        #expect(screen.contains("Bo said so") && screen.contains("the rule \"from:bo\" holds"))
    }

    /// What came before do-not-disturb was turned on wasn't kept quiet by it.
    @Test func whatCameBeforeDoNotDisturbWasNotSilenced() {
        var bench = Bench()
        bench.send(.arrived([Bench.event("a", forMe: true)]))
        bench.wait(60_000)
        bench.type("Q 1")
        #expect(!why(bench).contains("do not disturb is on"))
        #expect(why(bench).contains("toast         yes"))
        bench.wait(1000)
        let later = Bench.event("b", minutesAgo: -2, forMe: true)
        bench.send(.arrived([later]))
        bench.wait(ListState.readingTime)
        #expect(why(bench).contains("do not disturb is on"))
        #expect(why(bench).contains("toast         no"))
    }
}
