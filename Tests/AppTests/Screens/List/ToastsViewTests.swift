import Feed
import Testing

@testable import App

@Suite struct ToastsViewTests {
    private static func bench(_ list: String, width: Int = 80, height: Int = 24, cursor: Int) -> Bench {
        var bench = Bench(list, width: width, height: height)
        bench.model.select(cursor)
        bench.send(
            .arrived((1...3).map { Bench.event("n\($0)", task: "t\($0)", project: "5", text: "toast \($0)") })
        )
        return bench
    }

    @Test(arguments: [0, 1, 2, 3, 18, 19]) func theRowUnderTheCursorIsNeverCovered(_ cursor: Int) {
        let bench = Self.bench("a b c d e f g h i j k l m n o p q r s t", cursor: cursor)
        let painter = Painter(bench.model)
        let rows = painter.toastRows(count: 3)
        #expect(rows.count == 3)
        #expect(!rows.contains(painter.cursorRow ?? -1))
        #expect(bench.rows.filter { $0.contains("toast") }.count == 3)
    }

    @Test func aSmallScreenHasRoomForOne() {
        for cursor in 0..<5 {
            let bench = Self.bench("a b c d e f", width: 40, height: 8, cursor: cursor)
            #expect(bench.rows.filter { $0.contains("toast") }.count == 1)
            let painter = Painter(bench.model)
            #expect(painter.toastRows(count: 1).first != painter.cursorRow)
        }
    }

    @Test func whatIsForMeComesFirstOnASmallScreen() {
        var bench = Bench("a b", width: 40, height: 8)
        bench.send(.arrived([Bench.event("m", project: "5", text: "for me", forMe: true)]))
        bench.send(.arrived([Bench.event("n", project: "5", text: "for all")]))
        #expect(bench.screen.contains("@ for me"))
        #expect(!bench.screen.contains("for all"))
    }

    @Test func aMenuIsNotCovered() {
        var bench = Bench("a b c d e f", cursor: 0)
        bench.type("b")
        bench.send(.arrived([Bench.event("n", project: "5", text: "toast")]))
        #expect(bench.screen.contains("until tomorrow, 9:00"))
        #expect(bench.screen.contains("another time or condition"))
        #expect(bench.screen.contains("toast"))
    }

    @Test func priorityHasASignOfItsOwn() throws {
        var bench = Bench("a b")
        let query = try Query("kind:comment")
        bench.send(
            .policy(
                DeliveryPolicy(rules: [
                    Rule(
                        name: "loud", query: query, change: DeliveryChange(words: "priority high") ?? .init())
                ])))
        bench.send(.arrived([Bench.event("n", project: "5", text: "toast")]))
        #expect(bench.screen.contains(" ! toast"))
    }
}

extension Bench {
    fileprivate init(_ list: String, cursor: Int) {
        self.init(list)
        model.select(cursor)
    }
}
