import NIOCore
import NIOPosix
import Synchronization

/// A real HTTP server that answers as it is told to, for answers the sandbox never gives.
final class StubServer: Sendable {
    struct Request: Sendable {
        var line: String
        /// By lower-case name.
        var headers: [String: String]
        var body: String
    }

    struct Answer: Sendable {
        var status: Int
        var headers: [(String, String)] = []
        var body = ""

        static func json(_ body: String, status: Int = 200) -> Answer {
            Answer(status: status, headers: [("Content-Type", "application/json")], body: body)
        }
    }

    private let listener: any Channel
    private let seen: Requests

    final class Requests: Sendable {
        let all = Mutex<[Request]>([])
    }

    var port: Int { listener.localAddress?.port ?? 0 }
    var url: String { "http://127.0.0.1:\(port)" }
    /// What was asked, in order.
    var requests: [Request] { seen.all.withLock { $0 } }

    /// - Parameter answer: nil hangs up without an answer.
    init(_ answer: @escaping @Sendable (Request) -> Answer?) async throws {
        let seen = Requests()
        self.seen = seen
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Handler { request in
                            seen.all.withLock { $0.append(request) }
                            return answer(request)
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func stop() async { try? await listener.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: @Sendable (Request) -> Answer?
        private var text = ""

        init(_ answer: @escaping @Sendable (Request) -> Answer?) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
            guard let end = text.firstRange(of: "\r\n\r\n") else { return }
            var lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
            let line = lines.removeFirst()
            var headers: [String: String] = [:]
            for header in lines {
                let parts = header.split(separator: ":", maxSplits: 1)
                headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
            }
            let body = String(text[end.upperBound...])
            guard body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return }
            text = ""
            let channel = context.channel
            guard let answer = answer(Request(line: line, headers: headers, body: body)) else {
                return channel.close(promise: nil)
            }
            var output = "HTTP/1.1 \(answer.status) Whatever\r\nConnection: close\r\n"
            for (name, value) in answer.headers { output += "\(name): \(value)\r\n" }
            output += "Content-Length: \(answer.body.utf8.count)\r\n\r\n\(answer.body)"
            channel.writeAndFlush(ByteBuffer(string: output)).whenComplete { _ in
                channel.close(promise: nil)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

extension Substring {
    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = self
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
