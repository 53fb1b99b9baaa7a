import Feed
import Testing

@Suite struct NotificationTests {
    @Test func copiesAreIndependent() {
        let first = Fixture.entry("a")
        var second = first
        second.cursor = "9"
        second.text = "other"
        #expect(first.cursor == nil)
        #expect(first.text != second.text)
        #expect(first != second)
        second.cursor = nil
        second.text = first.text
        #expect(first == second)
    }

    @Test func everyPartIsCompared() {
        let entry = Fixture.entry("a", excerpt: "x")
        let changes: [(inout Notification) -> Void] = [
            { $0.id = "b" }, { $0.kind = .quota }, { $0.name = "n" }, { $0.channel = "c" },
            { $0.project = nil },
            { $0.task = nil }, { $0.actor = nil }, { $0.text = "t" }, { $0.excerpt = nil }, { $0.url = "u" },
            { $0.occurredAt = Fixture.at(9) }, { $0.receivedAt = Fixture.at(9) }, { $0.live = false },
            { $0.addressedToMe = true }, { $0.mine = true }, { $0.cursor = "c" }, { $0.payload = [1] },
        ]
        for change in changes {
            var other = entry
            change(&other)
            #expect(other != entry)
        }
    }
}
