import Feed
import GRDB
import Testing

@testable import Store

/// What a sweep is for is found piece by piece: nobody waits for it, and a program that is killed meanwhile loses
/// nothing of it.
@Suite struct ChoosingTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private static let count = 9000

    /// Two tasks of 4,500 unread entries each; memory has the newest 50.
    private func desk() throws -> Desk {
        let store = try place.open()
        try store.append(
            (0..<Self.count).map { TemporaryStore.event("e\($0)", task: "\($0 % 2)", at: Int64($0)) },
            marks: [])
        while try store.index(limit: 5000) {}
        return try Desk(store, loads: 50, window: 60_000)
    }

    private func count(_ sql: String, _ store: FeedStore) throws -> Int {
        try store.reading { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    private func act(_ name: String, _ desk: inout Desk) throws {
        switch name {
        case "row":
            let ids = try #require(desk.timeline.row(at: 0)).entryIDs
            try desk.did(desk.timeline.markRows(of: ids, .done, true))
        case "all": try desk.did(desk.timeline.markAllRead())
        default: try desk.mute(Mute(Query(field: "task", value: "1")))
        }
    }

    private func marked(_ name: String, _ store: FeedStore) throws -> Int {
        let mark: Marks = name == "row" ? .done : name == "all" ? .read : .muted
        return try count("SELECT COUNT(*) FROM entry WHERE marks & \(mark.rawValue) <> 0", store)
    }

    /// No piece holds the file for more than its share of entries, and another program writes between them.
    @Test(arguments: ["row", "all", "mute"]) func anotherProgramWritesBetweenThePieces(_ name: String) throws
    {
        var desk = try desk()
        let other = try place.open()
        try act(name, &desk)
        #expect(try count("SELECT COUNT(*) FROM swept", desk.store) == 0)
        var (pieces, chosen, number) = (0, 0, 0)
        while try desk.sweepOnce() {
            pieces += 1
            let now = try count("SELECT COUNT(*) FROM swept", desk.store)
            #expect(now - chosen <= FeedStore.choosingStep)
            chosen = now
            number += 1
            try other.append([TemporaryStore.event("other\(number)", task: "9", at: 10_000)], marks: [])
        }
        #expect(pieces > 8)
        #expect(try marked(name, desk.store) == (name == "all" ? Self.count : Self.count / 2))
        #expect(try count("SELECT COUNT(*) FROM document WHERE kind = 'sweep'", desk.store) == 0)
        try desk.undo()
        try desk.sweep()
        #expect(try marked(name, desk.store) == 0)
    }

    /// A kill -9 leaves what was committed: whatever piece that was, the next start goes on, and undo takes it all back.
    @Test(arguments: ["row", "all", "mute"], [1, 4])
    func aKilledProgramGoesOnWhereItWas(_ name: String, _ pieces: Int) throws {
        var desk = try desk()
        try act(name, &desk)
        for _ in 0..<pieces { _ = try desk.sweepOnce() }
        var next = try desk.restarted(store: try place.open())
        try next.sweep()
        #expect(try marked(name, next.store) == (name == "all" ? Self.count : Self.count / 2))
        try next.expectCountsToAgree()
        try next.undo()
        try next.sweep()
        #expect(try marked(name, next.store) == 0)
        #expect(next.timeline.unreadTotal == Self.count)
        try next.redo()
        try next.sweep()
        #expect(try marked(name, next.store) == (name == "all" ? Self.count : Self.count / 2))
    }

    /// What is undone while it is still being chosen marks nothing, and can be done again.
    @Test func whatIsUndoneMeanwhileMarksNothing() throws {
        var desk = try desk()
        try act("row", &desk)
        _ = try desk.sweepOnce()
        try desk.undo()
        try desk.sweep()
        #expect(try marked("row", desk.store) == 0)
        try desk.redo()
        try desk.sweep()
        #expect(try marked("row", desk.store) == Self.count / 2)
    }
}
