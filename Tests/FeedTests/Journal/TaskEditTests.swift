import Feed
import Testing

@Suite struct TaskEditTests {
    private let edit = TaskEdit(
        task: "142", key: "WEB-142", before: .assignee(id: "5", name: "Ana"),
        after: .assignee(id: "42", name: nil))

    @Test func itsInverseMakesItWhatItWas() {
        #expect(edit.inverse.after == .assignee(id: "5", name: "Ana"))
        #expect(edit.inverse.inverse == edit)
    }

    @Test func whatIsNotKnownCannotBeMadeAgain() {
        let comment = TaskEdit(task: "142", key: "WEB-142", before: nil, after: .comment)
        #expect(comment.inverse.after == nil)
        #expect(comment.inverse.before == .comment)
    }

    @Test func aStepOfTheJournalChangesNoEntries() {
        let action = TriageAction.task(edit)
        #expect(action.changes.isEmpty)
        #expect(action.orders.isEmpty)
        #expect(action.inverse == .task(edit.inverse))
    }
}
