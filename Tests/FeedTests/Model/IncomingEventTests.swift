import Feed
import Testing

@Suite struct IncomingEventTests {
    @Test func theBytesWhicheverShape() {
        #expect(IncomingEvent.Payload.none.bytes.isEmpty)
        #expect(IncomingEvent.Payload.text([1, 2]).bytes == [1, 2])
        #expect(IncomingEvent.Payload.json([3]).bytes == [3])
    }
}
