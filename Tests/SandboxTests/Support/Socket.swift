import JSON
import NIOCore
import NIOPosix
import PusherCore
import Sandbox
import Synchronization
import WebSocketCore
import WebSocketNIO

/// A client without a session: what the server says, as it says it.
final class Socket: Sendable {
    private let application: Application
    private let loop: any EventLoop
    private let handler: NIOLoopBoundBox<WebSocketHandler?>
    private let log = Log()

    private final class Log: Sendable {
        let messages = Mutex<[String]>([])
        let closure = Mutex<Closure?>(nil)
    }

    init(_ server: SandboxServer, node: Int = 0, origin: String? = nil) async throws {
        application = server.application
        loop = MultiThreadedEventLoopGroup.singleton.next()
        let box = NIOLoopBoundBox.makeEmptyBox(valueType: WebSocketHandler.self, eventLoop: loop)
        handler = box
        let log = log
        let request = HandshakeRequest(
            target: path(prefix: "", key: application.key, client: "test", version: "1"), host: "localhost",
            headers: origin.map { [HeaderField("Origin", $0)] } ?? [])
        _ = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = WebSocketHandler(connection: WebSocketConnection(client: request)) {
                        event, _ in
                        switch event {
                        case .message(let message):
                            log.messages.withLock {
                                $0.append(String(decoding: message.payload, as: UTF8.self))
                            }
                        case .closed(let closure): log.closure.withLock { $0 = closure }
                        default: break
                        }
                    }
                    box.value = handler
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .connect(host: "127.0.0.1", port: server.ports[node]).get()
    }

    var messages: [String] { log.messages.withLock { $0 } }
    var closure: Closure? { log.closure.withLock { $0 } }

    /// Waits for a message that contains a text; nil when none comes within half a minute.
    func message(with text: String) async -> String? {
        await wait { self.messages.first { $0.contains(text) } }
    }

    func closed() async -> Closure? { await wait { self.closure } }

    private func wait<Found>(_ find: () -> Found?) async -> Found? {
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            if let found = find() { return found }
            try? await Task.sleep(for: .milliseconds(3))
        }
        return nil
    }

    func send(_ text: String) async throws {
        let handler = handler
        try await loop.submit { handler.value?.send(text: Array(text.utf8)) }.get()
    }

    /// Subscribes with a good signature, and waits for the success.
    func subscribe(_ channel: String, user: String? = nil) async throws {
        let greeting = await message(with: "connection_established") ?? ""
        let data = (try? JSONValue(parsing: greeting))?["data"]?.string ?? ""
        let socketID = (try? JSONValue(parsing: data))?["socket_id"]?.string ?? ""
        var tree: JSONTree = ["channel": .string(channel)]
        let channelData = user.map { #"{"user_id":"\#($0)","user_info":{"name":"U\#($0)"}}"# }
        if channel.hasPrefix("private-") || channel.hasPrefix("presence-") {
            tree["auth"] = .string(
                Signature.channel(
                    channel, socketID: socketID, channelData: channelData, key: application.key,
                    secret: application.secret))
        }
        if let channelData { tree["channel_data"] = .string(channelData) }
        try await send(
            JSONTree.object([.init("event", "pusher:subscribe"), .init("data", tree)]).serialized())
        let success = ["subscription_succeeded", channel]
        _ = await wait { self.messages.first { message in success.allSatisfy { message.contains($0) } } }
    }

    func close() async {
        let handler = handler
        try? await loop.submit { handler.value?.close() }.get()
    }
}
