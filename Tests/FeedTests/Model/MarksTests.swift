import Feed
import Testing

@Suite struct MarksTests {
    @Test func unreadIsWhatIsNeitherReadNorOutOfTheInbox() {
        #expect(Marks([]).isUnread)
        #expect(Marks.starred.isUnread)
        for mark in [Marks.read, .done, .muted, .snoozed] { #expect(!mark.isUnread) }
        #expect(Marks.read.isInInbox)
        for mark in [Marks.done, .muted, .snoozed] { #expect(!mark.isInInbox) }
    }

    /// Stores keep the bits: they stay.
    @Test func theBitsStay() {
        #expect([Marks.read, .done, .starred, .muted, .snoozed].map(\.rawValue) == [1, 2, 4, 8, 16])
        #expect(Marks.uncounted.rawValue == 27)
    }

    @Test func aChangeTurnsAround() {
        let change = StateChange(mark: .done, isSet: true, ids: ["a"])
        #expect(change.inverse == StateChange(mark: .done, isSet: false, ids: ["a"]))
        #expect(change.inverse.inverse == change)
    }
}
