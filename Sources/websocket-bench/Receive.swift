import ArgumentParser
import CAllocationCount
import Glibc
import NIOCore
import NIOPosix
import NIOWebSocket
import WebSocketCore
import WebSocketNIO

/// Receives the traffic on one thread and tells what it cost.
struct Receive: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Receives the traffic; prints messages, bytes, seconds, CPU seconds and allocations from the first on."
    )
    enum Layer: String, ExpressibleByArgument, CaseIterable { case craftdesk, nio }
    @Argument(help: "Whose layer.") var layer: Layer
    @Option(help: "Where the traffic comes from; as a server, prints its port instead.") var connect: Int?

    /// That of the program.
    private static let allocator = AdaptiveRecvByteBufferAllocator.webSocket

    func run() throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let (layer, isClient) = (layer, connect != nil)
        let add: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                switch layer {
                case .craftdesk: try pipeline.addHandler(Self.handler(isClient: isClient))
                case .nio: try pipeline.addHandler(NIOStart(isClient: isClient))
                }
            }
        }
        let channel: any Channel
        if let connect {
            var bootstrap = ClientBootstrap(group: group).channelInitializer(add)
            if layer == .craftdesk {
                bootstrap = bootstrap.channelOption(.recvAllocator, value: Self.allocator)
            }
            channel =
                try bootstrap
                .connect(host: "127.0.0.1", port: connect).wait()
        } else {
            let accepted = group.next().makePromise(of: (any Channel).self)
            var bootstrap = ServerBootstrap(group: group)
            if layer == .craftdesk {
                bootstrap = bootstrap.childChannelOption(.recvAllocator, value: Self.allocator)
            }
            let listener =
                try bootstrap
                .childChannelInitializer { channel in
                    accepted.succeed(channel)
                    return add(channel)
                }
                .bind(host: "127.0.0.1", port: 0).wait()
            print(listener.localAddress?.port ?? 0)
            fflush(nil)
            channel = try accepted.futureResult.wait()
        }
        try channel.closeFuture.wait()
    }

    private static func handler(isClient: Bool) -> WebSocketHandler {
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 64 << 20
        let connection =
            isClient
            ? WebSocketConnection(
                client: HandshakeRequest(target: "/", host: "127.0.0.1"), configuration: limits)
            : WebSocketConnection(serverWith: limits)
        let meter = Meter()
        return WebSocketHandler(connection: connection) { event, socket in
            switch event {
            case .requested: socket.accept()
            case .message(let message): meter.count(message.payload.count)
            case .closed: meter.finish()
            default: break
            }
        }
    }
}

/// Counts messages, and times from the first to the end.
final class Meter {
    private var messages = 0
    private var bytes = 0
    private var start: (wall: Double, cpu: Double)?
    private var allocations = 0

    func count(_ size: Int) {
        if start == nil {
            start = Self.now
            allocations = Int(allocation_count())
        }
        messages += 1
        bytes += size
    }

    func finish() {
        guard let start else { return }
        let end = Self.now
        let allocations = Int(allocation_count()) - allocations
        print("\(messages) \(bytes) \(end.wall - start.wall) \(end.cpu - start.cpu) \(allocations)")
        self.start = nil
    }

    static var now: (wall: Double, cpu: Double) {
        (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// NIO's codec after a handshake that is not measured. It gives frames; nobody checks that text is UTF-8.
private final class NIOStart: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    private let isClient: Bool
    private var head = ByteBuffer()

    init(isClient: Bool) { self.isClient = isClient }

    func channelActive(context: ChannelHandlerContext) {
        if isClient {
            let request =
                "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            context.channel.writeAndFlush(ByteBuffer(string: request), promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        head.writeImmutableBuffer(unwrapInboundIn(data))
        let bytes = Array(head.readableBytesView)
        guard let end = bytes.firstRange(of: [13, 10, 13, 10])?.upperBound else { return }
        if !isClient {
            let answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
            context.channel.writeAndFlush(ByteBuffer(string: answer), promise: nil)
        }
        let pipeline = context.pipeline.syncOperations
        try? pipeline.addHandler(ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: 64 << 20)))
        try? pipeline.addHandler(NIOCounter())
        head.moveReaderIndex(forwardBy: end)
        if head.readableBytes > 0 { context.fireChannelRead(NIOAny(head)) }
        pipeline.removeHandler(context: context, promise: nil)
    }
}

private final class NIOCounter: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    private let meter = Meter()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        if frame.opcode == .connectionClose {
            meter.finish()
            return context.close(promise: nil)
        }
        meter.count(frame.unmaskedData.readableBytes)
    }
}
