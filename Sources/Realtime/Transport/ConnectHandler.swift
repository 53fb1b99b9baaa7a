import Addressing
import NIOCore
import WebSocketCore

/// Asks an HTTP proxy for a tunnel (RFC 9110 section 9.3.6), then leaves the pipeline.
final class ConnectHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The longest head of the proxy's answer, in bytes.
    private static let maximumHeadSize = 16 << 10

    private let target: String
    private let credentials: String?
    private let opened: EventLoopPromise<Void>
    private var answer = ByteBuffer()
    private var isDone = false

    /// - Parameters:
    ///   - target: `host:port` of the server.
    ///   - credentials: `user:password`.
    ///   - opened: succeeds when the tunnel stands; fails with a `ProxyFailure`.
    init(target: String, credentials: String?, opened: EventLoopPromise<Void>) {
        self.target = target
        self.credentials = credentials
        self.opened = opened
    }

    func channelActive(context: ChannelHandlerContext) {
        var lines = ["CONNECT \(target) HTTP/1.1", "Host: \(target)"]
        if let credentials {
            lines.append("Proxy-Authorization: Basic \(Base64.encode(Array(credentials.utf8)))")
        }
        let head = context.channel.allocator.buffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")
        context.writeAndFlush(wrapOutboundOut(head), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return context.fireChannelRead(data) }
        answer.writeImmutableBuffer(unwrapInboundIn(data))
        do throws(WebSocketError) {
            let bytes = Array(answer.readableBytesView)
            guard let head = try ResponseHead.parse(bytes, limit: Self.maximumHeadSize) else { return }
            isDone = true
            guard (200..<300).contains(head.status) else {
                return fail(context, .answered(head.status, head.reason))
            }
            // TLS and the WebSocket take their places before what may already have followed the head.
            answer.moveReaderIndex(forwardBy: head.count)
            let early = answer
            opened.succeed()
            if early.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(early)) }
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        } catch { fail(context, ProxyFailure(reason: "does not answer like an HTTP proxy")) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !isDone { fail(context, ProxyFailure(reason: "closed the connection")) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isDone {
            context.fireErrorCaught(error)
        } else {
            fail(context, ProxyFailure(reason: "failed (\(error))"))
        }
    }

    private func fail(_ context: ChannelHandlerContext, _ failure: ProxyFailure) {
        isDone = true
        opened.fail(failure)
        context.close(promise: nil)
    }
}
