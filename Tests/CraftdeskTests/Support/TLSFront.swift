import NIOCore
import NIOPosix
import NIOSSL

/// What a web server in front of Reverb does: TLS on one side, plain TCP to the server on the other.
final class TLSFront: Sendable {
    private let listener: any Channel

    var port: Int { listener.localAddress?.port ?? 0 }

    private init(_ listener: any Channel) { self.listener = listener }

    static func start(_ chain: TestAuthority.Chain, before port: Int) async throws -> TLSFront {
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.certificates.map { .certificate($0) },
                privateKey: .privateKey(chain.key)
            ))
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop).connect(host: "127.0.0.1", port: port)
                    .flatMapThrowing { far in
                        let pipeline = near.pipeline.syncOperations
                        try pipeline.addHandlers([NIOSSLServerHandler(context: context), Relay(far)])
                        try far.pipeline.syncOperations.addHandler(Relay(near))
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return TLSFront(listener)
    }

    func stop() async { try? await listener.close() }
}

/// Hands what comes to its partner, on the same loop.
private final class Relay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let partner: any Channel

    init(_ partner: any Channel) { self.partner = partner }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        partner.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { partner.close(promise: nil) }

    /// A client that doesn't trust the certificate says so and goes.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
