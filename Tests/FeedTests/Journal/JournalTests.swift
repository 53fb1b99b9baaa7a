import Feed
import Testing

@Suite struct JournalTests {
    private func action(_ id: String) -> TriageAction {
        .mark(StateChange(mark: .done, isSet: true, ids: [id]))
    }

    @Test func undoAndRedoWalkThroughIt() {
        var journal = Journal()
        #expect(journal.undoable == nil)
        for id in ["a", "b"] { journal.record(action(id), label: id, at: Fixture.at(0)) }
        #expect(journal.undo()?.action == action("b").inverse)
        #expect(journal.undoable?.label == "a")
        #expect(journal.redoable?.label == "b")
        #expect(journal.redo()?.action == action("b"))
        #expect(journal.redoable == nil)
        #expect(
            journal.undo()?.change == JournalChange(entry: journal.entries[1], isUndone: true, dropped: []))
    }

    @Test func anActionAfterAnUndoLeavesTheUndoneBehind() {
        var journal = Journal()
        for id in ["a", "b", "c"] { journal.record(action(id), label: id, at: Fixture.at(0)) }
        _ = journal.undo()
        _ = journal.undo()
        let change = journal.record(action("d"), label: "d", at: Fixture.at(1))
        #expect(change.dropped == [2, 3])
        #expect(journal.entries.map(\.label) == ["a", "d"])
        #expect(journal.redoable == nil)
    }

    @Test func goesOnAfterARestart() {
        var journal = Journal()
        for id in ["a", "b", "c"] { journal.record(action(id), label: id, at: Fixture.at(0)) }
        _ = journal.undo()
        var again = Journal(entries: journal.entries.reversed(), undone: 1)
        #expect(again == journal)
        #expect(again.redo()?.action == action("c"))
        #expect(again.undo()?.action == action("c").inverse)
        #expect(again.undo()?.action == action("b").inverse)
    }

    @Test func theOldestGoFirst() {
        var journal = Journal(capacity: 3)
        var dropped: [Int] = []
        for number in 0..<10 {
            dropped += journal.record(action("\(number)"), label: "\(number)", at: Fixture.at(0)).dropped
        }
        #expect(journal.entries.map(\.label) == ["7", "8", "9"])
        #expect(dropped == Array(1...7))
        #expect(Journal(entries: [], undone: 9).position == 0)
    }
}
