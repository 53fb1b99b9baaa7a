import NIOCore
import NIOPosix
import NIOSSL
import WebSocketCore
import WebSocketNIO

/// A WebSocket server on a real socket that sends back what it gets.
struct EchoServer {
    let channel: any Channel

    var port: Int { channel.localAddress?.port ?? 0 }

    static func start(tls: NIOSSLContext? = nil, unixPath: String? = nil) async throws -> EchoServer {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    let handler = WebSocketHandler(connection: WebSocketConnection(serverWith: patient)) {
                        event, socket in
                        if case .requested = event { socket.accept() }
                        if case .message(let message) = event { socket.send(text: message.payload) }
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        if let unixPath {
            return EchoServer(channel: try await bootstrap.bind(unixDomainSocketPath: unixPath).get())
        }
        return EchoServer(channel: try await bootstrap.bind(host: "127.0.0.1", port: 0).get())
    }

    func stop() async { try? await channel.close().get() }
}

/// Times that no busy machine reaches.
let patient: ConnectionConfiguration = {
    var limits = ConnectionConfiguration()
    limits.handshakeTimeout = .seconds(3600)
    limits.closeTimeout = .seconds(3600)
    return limits
}()
