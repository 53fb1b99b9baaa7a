import Testing

@Suite(.serialized) struct MemoryTests {
    private struct Refused: Error { var code: Int }

    /// Throws errors that all are there at once: each with an address of its own.
    private static func thrown(_ count: Int) -> [any Error] {
        (0..<count).compactMap { code in
            do { throw Refused(code: code) } catch { return error }
        }
    }

    @Test func liveBytesFollowWhatIsHeld() {
        let before = Memory.live
        var held = [[UInt8]](repeating: [], count: 1000)
        for index in held.indices { held[index] = [UInt8](repeating: 1, count: 10_000) }
        #expect(Memory.live - before > 9_000_000)
        held = []
        #expect(Memory.live - before < 2_000_000)
    }

    @Test func errorsLeaveNothingWhileBacktracesAreOff() {
        let off = Memory.WithoutBacktraces()
        let before = Memory.live
        var errors = Self.thrown(10_000)
        #expect(errors.count == 10_000)
        errors = []
        let left = Memory.live - before
        off.end()
        #expect(left < 500_000)
    }
}
