import App
import Feed
import JSON
import Testing

@testable import craftdesk

@Suite struct TaskActionStoredTests {
    @Test func requestsComeBackTheSame() throws {
        let changes: [TaskAction.Change] = [
            .comment("two\nlines, é \u{1B}"), .assignToMe, .status("in_review"),
            .assign(id: "5", name: "Ana"), .assign(id: nil, name: nil),
        ]
        for change in changes {
            for step in [nil, TaskAction.Step.undo(3), .redo(4)] {
                let action = TaskAction(
                    ticket: 7, at: Timestamp(seconds: 1_700_000_000), task: "142", key: "WEB-142",
                    change: change, before: .assignee(id: nil, name: nil), step: step)
                #expect(TaskAction(json: try JSONValue(parsing: action.json.serializedBytes())) == action)
            }
        }
    }

    @Test(arguments: [
        "null", "{}", "[]", "{\"ticket\":1,\"at\":2,\"task\":\"3\",\"key\":\"K\"}",
        "{\"ticket\":\"1\",\"at\":2,\"task\":\"3\",\"key\":\"K\",\"to_me\":true}",
    ])
    func whatCanNotBeReadIsNothing(_ text: String) throws {
        #expect(TaskAction(json: try JSONValue(parsing: text)) == nil)
    }
}
