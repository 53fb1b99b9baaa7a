import Testing

@testable import Feed

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

    @Test func aCopyIsTheSameInMemoryOfItsOwn() {
        let long = "Übergröße: 通知 🛎 and as many words as don't fit into a string's own sixteen bytes"
        let entry = Notification(
            id: long + "id", kind: .comment, name: "CommentAdded", channel: "private-workspace.1",
            project: long,
            task: TaskReference(id: long + "task", key: "WEB-142", title: long),
            actor: Actor(id: "7", name: long),
            text: long + "text", excerpt: "", url: long, occurredAt: Fixture.at(1), receivedAt: Fixture.at(2),
            live: false, addressedToMe: true, mine: true, cursor: long, payload: Array(long.utf8))
        let copy = entry.copied(withPayload: true)
        #expect(copy == entry)
        func place(_ string: String) -> UnsafePointer<UInt8>? {
            var string = string
            return string.withUTF8 { $0.baseAddress }
        }
        #expect(place(copy.text) != place(entry.text))
        var light = entry
        light.payload = []
        #expect(entry.copied(withPayload: false) == light)
    }
}
