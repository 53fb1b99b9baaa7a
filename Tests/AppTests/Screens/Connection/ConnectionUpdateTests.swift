import Testing

@testable import App

/// `i` opens the connection panel and closes it.
@Suite struct ConnectionUpdateTests {
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
