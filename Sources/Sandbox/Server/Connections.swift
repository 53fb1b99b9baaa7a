import NIOCore
import NIOHTTP1
import PusherCore
import WebSocketCore
import WebSocketNIO

/// Looks at the head of the first request: a WebSocket's goes to the WebSocket, everything else to HTTP.
final class Sniffer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let core: ServerCore
    /// Which of the sandbox's ports.
    private let port: Int
    private var head: [UInt8] = []

    init(core: ServerCore, port: Int) {
        self.core = core
        self.port = port
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        head += Array(buffer: unwrapInboundIn(data))
        let text = String(decoding: head, as: UTF8.self)
        // Reverb's limit for a request (protocol notes 1.2); the rest of a long body follows in the pipeline.
        guard text.contains("\r\n\r\n") || head.count > 10_000 else { return }
        let pipeline = context.pipeline.syncOperations
        let core = core
        do {
            if text.lowercased().contains("\r\nupgrade: websocket") {
                let id = core.newConnectionID()
                let node = core.node(ofPort: port)
                let socket = WebSocketHandler(connection: WebSocketConnection(serverWith: Self.limits)) {
                    event, socket in
                    node.received(event, id, socket)
                }
                try pipeline.addHandler(socket)
                pipeline.removeHandler(self, promise: nil)
                socket.receive(head)
            } else {
                try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false)
                try pipeline.addHandler(HTTPConnection(core: core))
                let bytes = context.channel.allocator.buffer(bytes: head)
                context.fireChannelRead(NIOAny(bytes))
                context.fireChannelReadComplete()
                pipeline.removeHandler(self, promise: nil)
            }
        } catch { context.close(promise: nil) }
    }

    /// Reverb's `max_message_size` (protocol notes 2.2).
    private static let limits: ConnectionConfiguration = {
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 10_000
        return limits
    }()
}

/// Collects a request, asks the routes, writes the answer and closes, as Reverb does.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let core: ServerCore
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isAnswered = false

    /// The longest body that is taken, in bytes.
    private static let maximumBody = 1 << 20

    init(core: ServerCore) { self.core = core }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What still comes of a request that was too long.
        guard !isAnswered else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let bytes):
            body += Array(buffer: bytes)
            if body.count > Self.maximumBody { answer(context, .text("Payload too large.", status: 413)) }
        case .end:
            guard let head else { return }
            let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            let bearer = head.headers.first(name: "Authorization").flatMap {
                $0.lowercased().hasPrefix("bearer ") ? String($0.dropFirst(7)) : nil
            }
            let request = Request(
                method: head.method.rawValue, path: String(parts[0]),
                query: parts.count > 1 ? Request.form(String(parts[1])) : [:], token: bearer,
                socketID: head.headers.first(name: "X-Socket-ID"),
                contentType: head.headers.first(name: "Content-Type") ?? "",
                ifUnmodifiedSince: head.headers.first(name: "If-Unmodified-Since"), body: body
            )
            let response = Route.answer(request, core)
            guard let delay = response.delay else { return answer(context, response) }
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .nanoseconds(Int64(delay / .nanoseconds(1)))) {
                let (connection, context) = bound.value
                if context.channel.isActive { connection.answer(context, response) }
            }
        }
    }

    private func answer(_ context: ChannelHandlerContext, _ response: Response) {
        isAnswered = true
        var headers = HTTPHeaders(response.headers)
        if response.status != 204 {
            headers.add(name: "Content-Type", value: response.contentType)
            headers.add(name: "Content-Length", value: String(response.body.count))
        }
        headers.add(name: "Connection", value: "close")
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: response.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !response.body.isEmpty {
            context.write(
                wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: response.body)))),
                promise: nil)
        }
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
