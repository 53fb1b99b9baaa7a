import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// The other end of a connection as plain bytes, for peers that keep no rule.
final class RawPeer: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let bytes = Mutex<[UInt8]>([])
    private let onBytes: @Sendable (RawPeer, any Channel, [UInt8]) -> Void

    /// All that has come.
    var received: [UInt8] { bytes.withLock { $0 } }

    init(_ onBytes: @escaping @Sendable (RawPeer, any Channel, [UInt8]) -> Void = { _, _, _ in }) {
        self.onBytes = onBytes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let piece = Array(buffer: unwrapInboundIn(data))
        let all = bytes.withLock {
            $0 += piece
            return $0
        }
        onBytes(self, context.channel, all)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func connect(to port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in channel.pipeline.addHandler(self) }
            .connect(host: "127.0.0.1", port: port).get()
    }
}

extension Channel {
    func send(_ bytes: [UInt8]) async throws { try await writeAndFlush(ByteBuffer(bytes: bytes)) }

    /// Ends TCP with a reset.
    func reset() async throws {
        try await (self as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await close()
    }
}
