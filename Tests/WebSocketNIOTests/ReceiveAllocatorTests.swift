import NIOCore
import Testing
import WebSocketNIO

@Suite struct ReceiveAllocatorTests {
    /// How many bytes are read at once after reads that filled `count` buffers, then `small` reads of a byte.
    private func size(afterFull count: Int, thenSmall small: Int = 0) -> Int? {
        var allocator = AdaptiveRecvByteBufferAllocator.webSocket
        for _ in 0..<count { _ = allocator.record(actualReadBytes: allocator.nextBufferSize() ?? 0) }
        for _ in 0..<small { _ = allocator.record(actualReadBytes: 1) }
        return allocator.nextBufferSize()
    }

    @Test func readsGrowWithWhatComesUpToALimit() {
        #expect(size(afterFull: 0) == 4096)
        #expect(size(afterFull: 1) == 8192)
        #expect(size(afterFull: 6) == 256 << 10)
        #expect(size(afterFull: 40) == 256 << 10)
    }

    /// A connection that is quiet again holds no large buffer.
    @Test func readsShrinkWhereLittleComes() {
        #expect(size(afterFull: 40, thenSmall: 2) == 128 << 10)
        #expect(size(afterFull: 40, thenSmall: 40) == 2048)
    }
}
