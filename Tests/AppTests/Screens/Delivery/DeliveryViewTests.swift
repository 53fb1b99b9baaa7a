import Feed
import Testing

@testable import App

@Suite struct DeliveryViewTests {
    private func row(_ bench: Bench, _ label: String) -> String {
        bench.rows.first { $0.dropFirst(2).hasPrefix(label) } ?? ""
    }

    @Test func eachKindHasARowWithASignForEachColumn() {
        var bench = Bench("[a] b")
        bench.type("D")
        #expect(bench.screen.contains("What each kind of event does in all projects"))
        for kind in bench.model.deliveryKinds {
            #expect(
                row(bench, kind.label).count { $0 == "[" } == DeliveryState.columns.count, "\(kind.label)")
        }
        #expect(row(bench, "comment") == "> comment           [x]      [x]      [ ]      [ ]      [x]")
    }

    @Test func aRuleMadeHereHasAMark() {
        var bench = Bench("[a] b")
        bench.type("D l x")
        #expect(row(bench, "comment").contains("[ ]'"))
        #expect(!row(bench, "reply").contains("'"))
        bench.type("u")
        #expect(!row(bench, "comment").contains("'"))
    }

    @Test func itFitsASmallScreen() {
        var bench = Bench("[a] b", width: 40, height: 8)
        bench.type("D")
        #expect(bench.rows.contains { $0.contains("sho") && $0.contains("hoo") })
        bench.type("G")
        #expect(bench.rows.contains { $0.hasPrefix(">") })
        #expect(bench.rows.allSatisfy { $0.count <= 40 })
    }
}
