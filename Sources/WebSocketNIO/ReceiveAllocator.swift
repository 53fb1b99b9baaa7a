public import NIOCore

extension AdaptiveRecvByteBufferAllocator {
    /// For one connection that may bring much at once: reads grow to 256 kB where the peer sends that fast, four
    /// times NIO's own limit, and shrink again. For `ChannelOptions.recvAllocator`.
    public static var webSocket: AdaptiveRecvByteBufferAllocator {
        AdaptiveRecvByteBufferAllocator(minimum: 2048, initial: 4096, maximum: 256 << 10)
    }
}
