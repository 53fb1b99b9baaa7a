import NIOCore
import NIOPosix
import Synchronization

/// A small HTTP or SOCKS 5 proxy on a real socket. A name in `.test` is this machine's: only it knows that.
public final class TestProxy: Sendable {
    public enum Kind: Sendable {
        /// `Proxy-Authorization` must have this value; nil takes any.
        case http(authorization: String?)
        case socks5
        /// Answers with these bytes and waits.
        case broken([UInt8])
        /// Hangs up at the first word.
        case rude
    }

    private let listener = Mutex<(channel: (any Channel)?, port: Int)>((nil, 0))
    private let asked = Mutex<[String]>([])

    /// The targets that were asked for, in order.
    public var targets: [String] { asked.withLock { $0 } }
    /// Where it listens on loopback.
    public var port: Int { listener.withLock { $0.port } }

    /// Listens on a port that the system chooses.
    public static func start(_ kind: Kind) async throws -> TestProxy {
        let proxy = TestProxy()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ProxyHandler(kind: kind) { target in
                            proxy.asked.withLock { $0.append(target) }
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        proxy.listener.withLock { $0 = (channel, port) }
        return proxy
    }

    /// Stops listening.
    public func stop() async { try? await listener.withLock { $0.channel }?.close().get() }
}

/// Hands what comes to its partner.
final class Relay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let partner: any Channel
    init(partner: any Channel) { self.partner = partner }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        partner.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }
    func channelInactive(context: ChannelHandlerContext) { partner.close(promise: nil) }
    /// A client that doesn't trust the certificate says so and goes.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

private final class ProxyHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    private let kind: TestProxy.Kind
    private let onTarget: (String) -> Void
    private var bytes: [UInt8] = []
    private var hasGreeted = false

    init(kind: TestProxy.Kind, onTarget: @escaping (String) -> Void) {
        self.kind = kind
        self.onTarget = onTarget
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(buffer: unwrapInboundIn(data))
        switch kind {
        case .broken(let answer): write(context, answer)
        case .rude: context.close(promise: nil)
        case .http(let authorization): http(context, authorization)
        case .socks5: socks(context)
        }
    }

    private func write(_ context: ChannelHandlerContext, _ bytes: [UInt8]) {
        context.channel.writeAndFlush(context.channel.allocator.buffer(bytes: bytes), promise: nil)
    }

    private func http(_ context: ChannelHandlerContext, _ authorization: String?) {
        let head = String(decoding: bytes, as: UTF8.self)
        guard head.hasSuffix("\r\n\r\n") else { return }
        let lines = head.split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        let isTunnel = words.first == "CONNECT"
        let scheme = "http://"
        guard words.count == 3, isTunnel || words[1].hasPrefix(scheme) else {
            return write(context, Array("HTTP/1.1 405 Method Not Allowed\r\n\r\n".utf8))
        }
        let wanted = authorization.map { "proxy-authorization: \($0)".lowercased() }
        if let wanted, !lines.contains(where: { $0.lowercased() == wanted }) {
            return write(
                context, Array("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n".utf8)
            )
        }
        let authority = isTunnel ? words[1] : words[1].dropFirst(scheme.count).prefix { $0 != "/" }
        let parts = authority.split(separator: ":")
        // A request in clear is passed on as the server expects it (RFC 9112 section 3.2.1).
        let request = isTunnel ? "" : head.replacing("\(scheme)\(authority)", with: "")
        open(
            context, String(parts[0]), Int(parts.last ?? "") ?? 0,
            isTunnel ? Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8) : [],
            request: Array(request.utf8), failure: Array("HTTP/1.1 502 Bad Gateway\r\n\r\n".utf8))
    }

    private func socks(_ context: ChannelHandlerContext) {
        if !hasGreeted {
            guard bytes.count >= 3 else { return }
            hasGreeted = true
            bytes = []
            return write(context, [5, 0])
        }
        guard bytes.count >= 10 else { return }
        var host: String
        var at = 8
        if bytes[3] == 1 {
            host = bytes[4..<8].map(String.init).joined(separator: ".")
        } else {
            at = 5 + Int(bytes[4])
            guard bytes.count >= at + 2 else { return }
            host = String(decoding: bytes[5..<at], as: UTF8.self)
        }
        let port = Int(bytes[at]) << 8 | Int(bytes[at + 1])
        open(context, host, port, [5, 0, 0, 1, 0, 0, 0, 0, 0, 0], failure: [5, 5, 0, 1, 0, 0, 0, 0, 0, 0])
    }

    private func open(
        _ context: ChannelHandlerContext, _ host: String, _ port: Int, _ answer: [UInt8],
        request: [UInt8] = [], failure: [UInt8]
    ) {
        onTarget("\(host):\(port)")
        let near = context.channel
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        // A name that only the proxy can resolve.
        let address = host.hasSuffix(".test") ? "127.0.0.1" : host
        ClientBootstrap(group: context.eventLoop)
            .connect(host: address, port: port).whenComplete { result in
                switch result {
                case .failure: near.writeAndFlush(near.allocator.buffer(bytes: failure), promise: nil)
                case .success(let far):
                    let there = far.eventLoop.makeCompletedFuture {
                        try far.pipeline.syncOperations.addHandler(Relay(partner: near))
                        try near.pipeline.syncOperations.addHandler(Relay(partner: far))
                        near.pipeline.syncOperations.removeHandler(handler.value, promise: nil)
                    }
                    there.whenSuccess {
                        near.writeAndFlush(near.allocator.buffer(bytes: answer), promise: nil)
                        far.writeAndFlush(far.allocator.buffer(bytes: request), promise: nil)
                    }
                }
            }
    }
}
