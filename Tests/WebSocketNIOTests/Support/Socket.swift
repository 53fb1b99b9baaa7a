import NIOCore
import NIOPosix
import WebSocketCore
import WebSocketNIO

/// The handler under test on a real socket, and what it told.
struct Socket {
    /// What a test waits for.
    enum Told: Equatable {
        case opened
        case text(Int)
        case closed(Closure)
    }

    let channel: any Channel
    let told: AsyncStream<Told>

    var port: Int { channel.localAddress?.port ?? 0 }

    /// How the connection ended.
    func closure() async -> Closure? {
        for await event in told { if case .closed(let closure) = event { return closure } }
        return nil
    }

    private static func handler(
        _ connection: WebSocketConnection, _ maximumPendingWriteBytes: Int,
        _ continuation: AsyncStream<Told>.Continuation,
        _ onEvent: @escaping @Sendable (WebSocketHandler.Event, WebSocketHandler) -> Void
    ) -> WebSocketHandler {
        WebSocketHandler(connection: connection, maximumPendingWriteBytes: maximumPendingWriteBytes) {
            event, socket in
            switch event {
            case .requested: socket.accept()
            case .opened: continuation.yield(.opened)
            case .message(let message): continuation.yield(.text(message.payload.count))
            case .closed(let closure):
                continuation.yield(.closed(closure))
            default: break
            }
            onEvent(event, socket)
        }
    }

    /// A server of which each connection tells into the same stream.
    static func server(
        _ configuration: ConnectionConfiguration = .patient, maximumPendingWriteBytes: Int = 4 << 20,
        onEvent: @escaping @Sendable (WebSocketHandler.Event, WebSocketHandler) -> Void = { _, _ in }
    ) async throws -> Socket {
        let (stream, continuation) = AsyncStream.makeStream(of: Told.self)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        handler(
                            WebSocketConnection(serverWith: configuration), maximumPendingWriteBytes,
                            continuation, onEvent))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return Socket(channel: channel, told: stream)
    }

    static func client(
        port: Int, _ configuration: ConnectionConfiguration = .patient,
        onEvent: @escaping @Sendable (WebSocketHandler.Event, WebSocketHandler) -> Void = { _, _ in }
    ) async throws -> Socket {
        let (stream, continuation) = AsyncStream.makeStream(of: Told.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        handler(
                            WebSocketConnection(
                                client: HandshakeRequest(target: "/", host: "h"), configuration: configuration
                            ),
                            4 << 20, continuation, onEvent))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return Socket(channel: channel, told: stream)
    }

    /// A server that answers the handshake and then only sends `bytes`.
    static func hostileServer(
        _ bytes: [UInt8], extensions: String = "",
        afterwards: @escaping @Sendable (any Channel) -> Void = { _ in }
    ) async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.addHandler(
                    RawPeer { _, channel, received in
                        let head = String(decoding: received, as: UTF8.self)
                        guard head.hasSuffix("\r\n\r\n"),
                            let line = head.split(separator: "\r\n").first(where: {
                                $0.hasPrefix("Sec-WebSocket-Key: ")
                            })
                        else { return }
                        let answer = answer(to: String(line.dropFirst(19)), extensions)
                        channel.writeAndFlush(ByteBuffer(bytes: answer + bytes), promise: nil)
                        afterwards(channel)
                    })
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }
}

extension Socket {
    /// A server that answers with 404, as Reverb does where it knows no such path.
    static func refusingServer() async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.addHandler(
                    RawPeer { _, channel, _ in
                        let answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nNot found."
                        channel.writeAndFlush(ByteBuffer(string: answer), promise: nil)
                    })
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }
}
