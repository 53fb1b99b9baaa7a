import Testing

@testable import Feed

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
        let left = journal.entries.dropFirst().map(\.id)
        _ = journal.undo()
        _ = journal.undo()
        let change = journal.record(action("d"), label: "d", at: Fixture.at(1))
        #expect(change.dropped == left)
        #expect(journal.entries.map(\.label) == ["a", "d"])
        #expect(journal.redoable == nil)
    }

    @Test func goesOnAfterARestart() {
        var journal = Journal()
        for id in ["a", "b", "c"] { journal.record(action(id), label: id, at: Fixture.at(0)) }
        _ = journal.undo()
        var again = Journal(entries: journal.entries.reversed(), undone: [journal.entries[2].id])
        #expect(again == journal)
        #expect(again.redo()?.action == action("c"))
        #expect(again.undo()?.action == action("c").inverse)
        #expect(again.undo()?.action == action("b").inverse)
    }

    @Test func theOldestGoFirst() {
        var journal = Journal(capacity: 3)
        var (ids, dropped): ([Int], [Int]) = ([], [])
        for number in 0..<10 {
            let change = journal.record(action("\(number)"), label: "\(number)", at: Fixture.at(0))
            ids.append(change.entry.id)
            dropped += change.dropped
        }
        #expect(journal.entries.map(\.label) == ["7", "8", "9"])
        #expect(dropped == Array(ids.prefix(7)))
        #expect(Journal(entries: [], undone: [9]).position == 0)
    }

    @Test func numbersAreOfOneInstanceAndInTheOrderOfTime() {
        var journals = (Journal(instance: 7), Journal(instance: -9))
        var ids: [Int] = []
        for second in 0..<5 as Range<Int64> {
            ids.append(journals.0.record(action("a"), label: "", at: Fixture.at(second)).entry.id)
            ids.append(journals.1.record(action("b"), label: "", at: Fixture.at(second)).entry.id)
        }
        #expect(ids == ids.sorted() && Set(ids).count == 10)
        // A clock that is put back, or that says nothing sensible.
        for time in [Fixture.at(-100), Timestamp(milliseconds: .max), Timestamp(milliseconds: .min)] {
            let last = journals.0.entries.last?.id ?? 0
            #expect(journals.0.record(action("c"), label: "", at: time).entry.id > last)
        }
    }

    @Test func whatAnotherInstanceUndidBeforeMyActionIsNoStepOfMine() {
        var journal = Journal()
        for id in ["a", "b", "c"] { journal.record(action(id), label: id, at: Fixture.at(0)) }
        let ids = journal.entries.map(\.id)
        var stored = Journal(entries: journal.entries, undone: [ids[1]])
        #expect(stored.entries.map(\.label) == ["a", "c"])
        #expect(stored.redoable == nil)
        #expect(stored.undo()?.action == action("c").inverse)
        #expect(stored.undoable?.label == "a")
    }

    /// However much instances do in one moment, no two actions get the same number.
    @Test func whatInstancesDoAtTheSameMomentHasNumbersOfItsOwn() {
        var numbers: Set<Int> = []
        for instance in [0, 1, 2, 3, 1023, 1024, Journal.instances - 1, -7, Int.max - 5] {
            var journal = Journal(instance: instance)
            for second in [5, 5, 5, 4, 6] as [Int64] {
                let before = journal.entries.last?.id ?? 0
                journal.record(action("a"), label: "", at: Fixture.at(second))
                let id = journal.entries.last?.id ?? 0
                #expect(id > before && id / Journal.instances >= Int(Fixture.at(second).milliseconds))
                #expect(numbers.insert(id).inserted)
            }
        }
        // A number of an earlier version, and one at the end of all numbers, are no trap.
        for last in [1_795_435_200_000 * 1024 + 5, Int.max - 1] {
            let known = JournalEntry(id: last, at: Fixture.at(0), action: .several([]), label: "")
            var journal = Journal(entries: [known], instance: 3)
            journal.record(.several([]), label: "", at: Fixture.at(0))
            #expect(journal.entries.map(\.id).sorted() == journal.entries.map(\.id))
        }
    }
}
