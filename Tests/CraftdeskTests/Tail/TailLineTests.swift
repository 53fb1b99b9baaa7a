import Feed
import JSON
import PusherCore
import Realtime
import Testing

@testable import craftdesk

/// The lines of `craftdesk tail`, whose names are a contract with scripts.
@Suite struct TailLineTests {
    private let time = Timestamp(seconds: 1_700_000_000)

    private func event(payload: String) -> Feed.Notification {
        Feed.Notification(
            id: "9", kind: .comment, name: "CommentCreated", channel: "private-project.3", project: "3",
            task: TaskReference(id: "142", key: "WEB-142", title: "Search"),
            actor: Actor(id: "5", name: "Ana"), text: "Ana commented", excerpt: nil, url: nil,
            occurredAt: time, receivedAt: time, live: true, addressedToMe: false, mine: false,
            payload: Array(payload.utf8))
    }

    @Test func aStateSaysWhatProtectsTheConnection() {
        let line = TailLine.state(.connected, socketID: "1.2", .unverified, at: time)
        #expect(
            line.json.serialized()
                == #"{"type":"state","state":"connected","socket_id":"1.2","security":"unverified","at":"2023-11-14T22:13:20.000Z"}"#
        )
        #expect(line.text.hasSuffix("connected, certificate NOT VERIFIED (server.insecure)"))
        #expect(!line.isEvent)
    }

    @Test func aRefusedChannelSaysWhy() {
        let line = TailLine.subscription(channel: "c", .refused(status: 403, message: "c is refused"))
        #expect(
            line.json.serialized()
                == #"{"type":"subscription","channel":"c","state":"refused","status":403,"message":"c is refused"}"#
        )
        #expect(line.text == "c is refused")
        #expect(TailLine.subscription(channel: "c", .subscribed).text == "c subscribed")
    }

    @Test func anEventHasItsPayloadAsItCame() {
        let line = TailLine.event(event(payload: #"{"a": 1}"#), unread: true, why: ["mention"])
        #expect(line.isEvent)
        #expect(line.text.hasSuffix("Ana commented  WEB-142"))
        let json = line.json.serialized()
        #expect(json.hasSuffix(#""live":true,"unread":true,"why":["mention"],"data":{"a": 1}}"#), "\(json)")
        #expect(json.contains(#""actor":{"id":"5","name":"Ana"}"#))
    }

    @Test func aPayloadThatIsNoJSONIsAText() {
        let json = TailLine.event(event(payload: #"{"a""#), unread: false, why: []).json.serialized()
        #expect(json.hasSuffix(#""data":"{\"a\""}"#), "\(json)")
    }

    @Test func aSummaryHasItsProjectsInOrderAndMilliseconds() {
        var summary = TailSummary()
        summary.events = 3
        summary.unread = ["4": 1, "3": 2]
        summary.seconds = 1.23456
        let line = TailLine.summary(summary)
        #expect(line.isEvent)
        #expect(line.text.contains(#""unread":{"3":2,"4":1},"gaps":0,"seconds":1.235"#), "\(line.text)")
    }
}
