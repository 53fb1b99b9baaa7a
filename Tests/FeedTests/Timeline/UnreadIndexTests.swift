import Testing

@testable import Feed

@Suite struct UnreadIndexTests {
    @Test func countsAreSizesOfSets() {
        var index = UnreadIndex()
        var record = Records.Record(
            notification: Fixture.entry(forMe: true), marks: [],
            position: .init(time: Fixture.at(0), sequence: 1), group: 1, project: index.number(of: "3"))
        for _ in 0..<3 { index.update(7, record) }
        #expect(index.total == 1)
        #expect(index["3"].forMe == [7])
        record.marks = .starred
        index.update(7, record)
        #expect(index["3"].starred == [7])
        record.marks = .done
        for _ in 0..<3 { index.update(7, record) }
        #expect(index.total == 0)
        #expect(index.forMeTotal == 0)
        #expect(index["3"].starred.isEmpty)
    }

    @Test func aProjectKeepsItsNumber() {
        var index = UnreadIndex()
        #expect(["3", nil, "3", "4", nil].map { index.number(of: $0) } == [0, 1, 0, 2, 1])
        #expect(index.sets(of: "3").count == 2)
        #expect(index.sets(of: nil).count == 3)
        #expect(index["nowhere"].all.isEmpty)
    }
}
