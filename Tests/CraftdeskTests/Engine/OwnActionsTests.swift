import Feed
import Testing

@testable import craftdesk

@Suite struct OwnActionsTests {
    private static let now = Timestamp(seconds: 1_790_000_000)

    private func read(_ name: String, _ json: String) -> Feed.Notification {
        var interpreter = EventInterpreter(
            identity: Identity(userID: "42", name: "Zoe"), patterns: ChannelPatterns(),
            namespace: "App.Events", taskURL: "")
        return interpreter.interpret(
            IncomingEvent(
                name: name, channel: "private-workspace.7", data: .text(Array(json.utf8)),
                receivedAt: Self.now))
    }

    @Test func anEchoIsKnownByWhatItTells() {
        var own = OwnActions()
        own.did(.comment(id: "9001"), now: Self.now)
        own.did(.status(task: "142", to: "done"), now: Self.now)
        own.did(.assignment(task: "143", to: "7"), now: Self.now)
        let task = #""task":{"id":142}"#
        #expect(own.isEcho(read("CommentCreated", #"{"comment":{"id":9001}}"#), now: Self.now))
        #expect(!own.isEcho(read("CommentCreated", #"{"comment":{"id":9002}}"#), now: Self.now))
        #expect(own.isEcho(read("TaskStatusChanged", "{\"to\":\"done\",\(task)}"), now: Self.now))
        #expect(!own.isEcho(read("TaskStatusChanged", "{\"to\":\"open\",\(task)}"), now: Self.now))
        #expect(own.isEcho(read("TaskAssigned", #"{"assignee":{"id":7},"task":{"id":143}}"#), now: Self.now))
        // Somebody else did the same, and is named.
        #expect(
            !own.isEcho(
                read("TaskStatusChanged", "{\"to\":\"done\",\"actor\":{\"id\":5,\"name\":\"Ana\"},\(task)}"),
                now: Self.now))
        #expect(!own.isEcho(read("QuotaWarning", #"{"comment":{"id":9001}}"#), now: Self.now))
    }

    @Test func afterAMinuteItIsSomebodyElses() {
        var own = OwnActions()
        own.did(.comment(id: "9001"), now: Self.now)
        let event = read("CommentCreated", #"{"comment":{"id":9001}}"#)
        #expect(own.isEcho(event, now: Self.now.advanced(byMilliseconds: 59_999)))
        #expect(!own.isEcho(event, now: Self.now.advanced(byMilliseconds: 60_000)))
    }
}
