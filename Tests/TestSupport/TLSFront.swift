import NIOCore
import NIOPosix
public import NIOSSL

/// TLS in front of a server of this machine, as a web server has it.
public struct TLSFront: Sendable {
    private let channel: any Channel

    /// Where it listens on loopback.
    public var port: Int { channel.localAddress?.port ?? 0 }

    /// Listens, and passes everything on to `server`, a port of this machine.
    public static func start(_ tls: NIOSSLContext, before server: Int) async throws -> TLSFront {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop).connect(host: "127.0.0.1", port: server)
                    .flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandlers([
                            NIOSSLServerHandler(context: tls), Relay(partner: far),
                        ])
                        try far.pipeline.syncOperations.addHandler(Relay(partner: near))
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return TLSFront(channel: channel)
    }

    /// Stops listening.
    public func stop() async { try? await channel.close().get() }
}
