import JSON
import Testing

@testable import API

@Suite struct ReadingTests {
    @Test func aTaskNeedsNothingButAnID() throws {
        let poor = try JSONValue(parsing: #"{"id":1,"assignee":null,"comments":{"a":1},"version":"x"}"#)
        let task = try #require(TaskDetail(poor))
        #expect(task.title.isEmpty)
        #expect(task.comments.isEmpty)
        #expect(task.version == nil)
        for text in [#"{"title":"T"}"#, "[1]", "7", #"{"id":null}"#] {
            let value = try JSONValue(parsing: text)
            #expect(TaskDetail(value) == nil)
        }
    }

    @Test func aTaskWithEverything() throws {
        let text = #"""
            {"id":142,"key":"WEB-142","title":"T","status":"done","assignee":{"id":5,"name":"Ana"},"version":3,
             "updated_at":"2026-11-23T15:55:01Z","comments":[
              {"id":1,"body":"a","author":{"name":"Ana"},"created_at":"x"},
              {"id":2,"parent_id":1,"body":"b","user":{"name":"Bo"}}]}
            """#
        let task = try #require(TaskDetail(try JSONValue(parsing: text)))
        #expect(task.assignee == "Ana")
        #expect(task.assigneeID == "5")
        #expect(task.version == 3)
        #expect(task.comments.map(\.author) == ["Ana", "Bo"])
        #expect(task.comments.map(\.parentID) == [nil, "1"])
    }

    @Test func aPageLeavesOutWhatIsNoEvent() throws {
        let text = #"{"data":[{"event":"A","data":"{\"a\":1}","cursor":5},{"cursor":6},7],"oldest":1}"#
        let page = try #require(EventPage(try JSONValue(parsing: text)))
        #expect(page.events.map(\.event) == ["A"])
        #expect(page.events.first?.data == Array(#"{"a":1}"#.utf8))
        #expect(page.cursor == "5")
        #expect(page.oldest == "1")
        let object = try JSONValue(parsing: #"{"data":{}}"#)
        #expect(EventPage(object) == nil)
    }
}
