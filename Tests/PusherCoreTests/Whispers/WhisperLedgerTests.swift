import Testing

@testable import PusherCore

@Suite struct WhisperLedgerTests {
    @Test func forgetsAfterFiveSeconds() {
        var ledger = WhisperLedger<Int>()
        #expect(ledger.heard(142, from: "5", now: .zero) == true)
        #expect(ledger.heard(142, from: "5", now: .seconds(3)) == false)
        #expect(ledger.deadline == .seconds(8))
        #expect(ledger.expire(now: .milliseconds(7999)) == false)
        #expect(ledger.values == ["5": 142])
        #expect(ledger.expire(now: .seconds(8)) == true)
        #expect(ledger.values.isEmpty && ledger.deadline == nil)
    }

    @Test func ofOnePersonTheNewestCounts() {
        var ledger = WhisperLedger<String>()
        #expect(ledger.heard("title", from: "5", now: .zero) == true)
        #expect(ledger.heard("description", from: "5", now: .seconds(1)) == true)
        #expect(ledger.values == ["5": "description"])
        let forgotten = [ledger.forget("5"), ledger.forget("5")]
        #expect(forgotten == [true, false])
    }

    @Test func aFloodOfForgeriesStaysSmall() {
        var ledger = WhisperLedger<Int>(limit: 10)
        for number in 0..<1000 {
            _ = ledger.heard(number, from: String(number), now: .milliseconds(number))
        }
        #expect(ledger.values.count == 10)
        #expect(ledger.values["999"] == 999)
    }
}
