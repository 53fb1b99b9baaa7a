import NIOCore
import NIOPosix
import PusherCore
import WebSocketCore
import WebSocketNIO

@testable import Realtime

/// Connects by the program's own `Connector`, sends one message.
/// - Returns: what came back.
/// - Throws: a `TransportFailure`, or the error that ended the WebSocket.
func exchange(
    secure: Bool = false, host: String = "127.0.0.1", port: Int,
    _ change: (inout RealtimeConfiguration) -> Void = { _ in }
) async throws -> String {
    var configuration = RealtimeConfiguration(
        host: host, port: port, session: SessionConfiguration(key: "k", isSecure: secure))
    change(&configuration)
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let echoed = loop.makePromise(of: String.self)
    let channel: any Channel
    do {
        channel = try await Connector(configuration: configuration, loop: loop).connect(secure: secure) {
            channel in
            let handler = WebSocketHandler(
                connection: WebSocketConnection(
                    client: HandshakeRequest(target: "/app/k", host: host), configuration: patient)
            ) { event, socket in
                switch event {
                case .opened: socket.send(text: Array("through".utf8))
                case .message(let message):
                    echoed.succeed(String(decoding: message.payload, as: UTF8.self))
                    socket.close()
                case .closed(let closure): echoed.fail(closure.error ?? .connectionLost)
                default: break
                }
            }
            try channel.pipeline.syncOperations.addHandler(handler)
        }.get()
    } catch {
        echoed.fail(error)
        return try await echoed.futureResult.get()
    }
    let text = try await echoed.futureResult.get()
    try await channel.closeFuture.get()
    return text
}
