import Feed
import Screen
import Testing

@testable import App

@Suite struct DoNotDisturbTests {
    private func bench() throws -> Bench {
        var bench = Bench("[a] b")
        var policy = DeliveryPolicy()
        policy.passes = try Query("kind:quota", kinds: nil)
        bench.send(.policy(policy))
        return bench
    }

    private static func event(_ id: String, kind: EventKind = .comment) -> Feed.Notification {
        Bench.event(id, task: "t\(id)", project: "5", kind: kind, forMe: true)
    }

    private func run(_ line: String, _ bench: inout Bench) {
        bench.type(":")
        bench.write(line)
        bench.type("Enter")
    }

    @Test func nothingDisturbsButWhatMayPass() throws {
        var bench = try bench()
        bench.type("Q 1")
        #expect(bench.model.silenceSentence?.contains("only kind:quota passes; Q ends it") == true)
        bench.send(.arrived([Self.event("n"), Self.event("q", kind: .quota)]))
        #expect(bench.model.toasts.map(\.entry) == ["q"])
        #expect(bench.model.timeline.unreadTotal == 2)
        // The hour is over.
        bench.wait(3_600_000)
        #expect(bench.model.silenceSentence == nil)
        #expect(bench.model.status == "do not disturb is over")
        bench.send(.arrived([Self.event("m")]))
        #expect(bench.model.toasts.map(\.entry) == ["m"])
    }

    @Test func theStatusLineTellsOfItWhenThereIsNothingElseToSay() throws {
        var bench = try bench()
        bench.type("Q 0 j")
        #expect(bench.screen.contains("do not disturb until you take it back: only kind:quota"))
        bench.type("Q")
        bench.type("j")
        #expect(!bench.screen.contains("do not disturb"))
    }

    @Test func aTimeOrAConditionCanBeTyped() throws {
        var bench = try bench()
        bench.type("Q t")
        bench.write("from:bo")
        bench.type("Enter")
        #expect(bench.model.policy.silence?.condition?.text == "from:bo")
        bench.send(.arrived([Bench.event("n", task: "9", actor: "Ana")]))
        #expect(bench.model.policy.silence != nil)
        bench.send(.arrived([Bench.event("m", task: "9", actor: "Bo")]))
        #expect(bench.model.policy.silence == nil)
        run("do_not_disturb 2h", &bench)
        #expect(bench.model.policy.silence?.time == bench.model.now.advanced(byMilliseconds: 7_200_000))
        run("do_not_disturb off", &bench)
        #expect(bench.model.policy.silence == nil)
        run("do_not_disturb is:x", &bench)
        #expect(bench.model.policy.silence == nil)
        #expect(bench.model.status?.contains("is:") == true)
    }

    @Test func undoAndRedoReachIt() throws {
        var bench = try bench()
        bench.type("Q 0")
        bench.type("z")
        #expect(bench.model.policy.silence == nil)
        bench.type("Z")
        #expect(bench.model.policy.silence == .forever)
        bench.type("Q z")
        #expect(bench.model.policy.silence == .forever)
    }

    @Test func whatTheConfigurationStartsWithIsTurnedOffToo() {
        var bench = Bench("[a] b")
        bench.send(.policy(DeliveryPolicy(doNotDisturb: .forever)))
        #expect(bench.model.silenceSentence?.contains("nothing passes") == true)
        bench.type("Q")
        #expect(bench.model.policy.silence == nil)
        #expect(bench.asked == "")
    }

    @Test func anotherScreenOnTheStoreIsQuietToo() throws {
        var bench = try bench()
        let order = StandingOrder.silence(.forever)
        bench.send(.changedElsewhere([], [], [OrderChange(order.id, order)]))
        #expect(bench.model.policy.silence == .forever)
        bench.send(.changedElsewhere([], [], [OrderChange(order.id, nil)]))
        #expect(bench.model.policy.silence == nil)
    }
}
