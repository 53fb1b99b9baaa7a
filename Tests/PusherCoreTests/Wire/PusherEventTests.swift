import Testing

@testable import PusherCore

@Suite struct PusherEventTests {
    @Test func knowsAWhisper() {
        #expect(PusherEvent(name: "client-typing", channel: "private-a", data: .none).isWhisper)
        #expect(!PusherEvent(name: "clients", channel: "private-a", data: .none).isWhisper)
    }

    @Test func givesItsBytesInWhicheverShape() {
        #expect(EventData.none.bytes.isEmpty)
        #expect(EventData.text([1, 2]).bytes == [1, 2])
        #expect(EventData.json([3]).bytes == [3])
    }
}
