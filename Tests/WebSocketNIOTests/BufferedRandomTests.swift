import Testing

@testable import WebSocketNIO

@Suite struct BufferedRandomTests {
    @Test func randomnessIsFetchedForManyMasksAndDoesNotRepeat() {
        var random = BufferedRandom()
        let values = (0..<2000).map { _ in random.next() }
        #expect(Set(values).count == 2000)
        // About half of the bits are set.
        let bits = values.reduce(0) { $0 + $1.nonzeroBitCount }
        #expect((60_000...68_000).contains(bits))
        var other = BufferedRandom()
        #expect(other.next() != values[0])
    }
}
