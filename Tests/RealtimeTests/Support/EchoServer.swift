import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import WebSocketCore
import WebSocketNIO

/// A WebSocket server on a real socket that sends back what it gets.
struct EchoServer {
    let channel: any Channel

    var port: Int { channel.localAddress?.port ?? 0 }

    /// - Parameter onName: what a client of TLS called the server (RFC 6066 section 3); nil for no name.
    static func start(
        tls: NIOSSLContext? = nil, unixPath: String? = nil,
        onName: (@Sendable (String?) -> Void)? = nil
    ) async throws -> EchoServer {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let onName {
                        let loop = channel.eventLoop
                        try channel.pipeline.syncOperations.addHandler(
                            ByteToMessageHandler(
                                SNIHandler { result in
                                    if case .hostname(let name) = result { onName(name) } else { onName(nil) }
                                    return loop.makeSucceededVoidFuture()
                                }))
                    }
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
