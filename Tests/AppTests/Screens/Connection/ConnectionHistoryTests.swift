import Feed
import Testing

@testable import App

/// What the connection panel says of each project's history.
@Suite struct ConnectionHistoryTests {
    private func complete(_ ledger: Ledger?, projects: Int = 2) -> [String] {
        var bench = Bench(width: 120, height: 200)
        bench.send(
            .projects((1...projects).map { Project(id: "\($0)", key: "P\($0)", name: "Project \($0)") }))
        if let ledger { bench.send(.ledger(ledger)) }
        bench.type("i")
        let rows = bench.rows.map(\.trimmed)
        guard let heading = rows.firstIndex(of: "Complete") else { return [] }
        return rows[(heading + 1)...].prefix { !$0.isEmpty }.map { row in
            row.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
    }

    private static let lost = Bench.now.advanced(byMilliseconds: -3_600_000)

    @Test func nothingIsSaidBeforeTheEngineKnows() {
        #expect(complete(nil).isEmpty)
        #expect(complete(Ledger()).allSatisfy { $0.hasSuffix("nothing was fetched yet") })
    }

    @Test func eachProjectIsCompleteUpToAMoment() {
        var ledger = Ledger(lastContact: Self.lost)
        let time = Bench("").model.time(Self.lost)
        #expect(
            complete(ledger).dropFirst().map { $0 } == [
                "P1 up to \(time); what came after is asked for",
                "P2 up to \(time); what came after is asked for",
            ])
        ledger.recovered([], isComplete: true, projects: ["1", "2"], at: Bench.now)
        #expect(complete(ledger).dropFirst().map { $0 } == ["P1 up to now", "P2 up to now"])
    }

    @Test func whatIsNotToBeHadIsSaid() {
        var ledger = Ledger(lastContact: Self.lost)
        ledger.recovered([], isComplete: false, projects: ["1"], at: Bench.now)
        let model = Bench("").model
        #expect(
            complete(ledger).contains(
                "P1 up to now; from \(model.time(Self.lost)) to \(model.time(Bench.now)) something may be missing"
            ))
    }

    @Test func manyProjectsAreNotListedWithoutEnd() {
        #expect(complete(Ledger(), projects: 130).last == "and 30 more")
    }
}
