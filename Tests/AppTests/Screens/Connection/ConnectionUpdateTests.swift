import Testing

@testable import App

/// `i` opens the connection panel and closes it.
@Suite struct ConnectionUpdateTests {
    /// A key takes a sentence from the status line; the panel still has it, and when it was said.
    @Test func theLastProblemStaysInIt() {
        var bench = Bench("[a] b")
        bench.send(.connectionProblem("the connection was lost"))
        bench.send(.connection(.offline(since: Bench.now, retryAt: nil)))
        #expect(bench.rows.contains { $0.contains("the connection was lost") })
        bench.type("i")
        #expect(
            bench.rows.contains { $0.contains("last problem") && $0.hasSuffix("the connection was lost") })
    }

    @Test func itsNumbersAreAskedForAnewWhileItIsOpen() {
        var bench = Bench("[a] b")
        bench.type("i")
        #expect(bench.effects == [.fetchFacts])
        bench.send(.facts([(name: "messages received", value: "15")]))
        #expect(bench.rows.contains { $0.contains("messages received") && $0.hasSuffix("15") })
        bench.forget()
        bench.wait(1000)
        #expect(bench.effects == [.fetchFacts])
        bench.send(.facts([(name: "messages received", value: "16")]))
        #expect(bench.rows.contains { $0.contains("messages received") && $0.hasSuffix("16") })
        bench.type("i")
        bench.forget()
        bench.wait(1000)
        #expect(bench.effects.isEmpty)
    }
}
