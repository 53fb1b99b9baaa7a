import JSON
import NIOCore
import NIOPosix
import PusherCore
import Sandbox

/// Requests by hand, over a socket of their own: what was answered, byte for byte.
struct HTTP {
    struct Answer {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue? { try? JSONValue(parsing: body) }
    }

    let server: SandboxServer
    var token: String?

    init(_ server: SandboxServer, user: Int? = 0) {
        self.server = server
        token = user.map { server.users[$0].token }
    }

    func callAsFunction(
        _ method: String, _ path: String, body: String = "", type: String = "application/json",
        headers: [(String, String)] = [], node: Int = 0
    ) async throws -> Answer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        lines += headers.map { "\($0): \($1)" }
        if !body.isEmpty { lines += ["Content-Type: \(type)", "Content-Length: \(body.utf8.count)"] }
        let request = lines.joined(separator: "\r\n") + "\r\n\r\n" + body
        let bytes = try await Self.exchange(Array(request.utf8), port: server.ports[node])
        let text = String(decoding: bytes, as: UTF8.self)
        let head = text.components("\r\n\r\n").first ?? ""
        let fields = head.components("\r\n")
        var found: [String: String] = [:]
        for field in fields.dropFirst() {
            let parts = field.components(": ")
            found[parts[0].lowercased()] = parts.dropFirst().joined(separator: ": ")
        }
        let status = fields.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
        return Answer(status: status, headers: found, body: Array(bytes.dropFirst(head.utf8.count + 4)))
    }

    /// A request that Reverb's API wants signed (protocol notes 10.1).
    func signed(
        _ method: String, _ path: String, query: [(String, String)] = [], body: String = "",
        secret: String? = nil, node: Int = 0
    ) async throws -> Answer {
        var parameters =
            query + [
                ("auth_key", server.application.key), ("auth_timestamp", "1790000000"),
                ("auth_version", "1.0"),
            ]
        if !body.isEmpty { parameters.append(("body_md5", Signature.bodyMD5(Array(body.utf8)))) }
        let signature = Signature.request(
            method: method, path: path, parameters: parameters, secret: secret ?? server.application.secret)
        let all = (parameters + [("auth_signature", signature)]).map { "\($0)=\($1)" }
        return try await self(method, path + "?" + all.joined(separator: "&"), body: body, node: node)
    }

    /// Sends bytes and reads to the end of the stream.
    static func exchange(_ request: [UInt8], port: Int) async throws -> [UInt8] {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let done = loop.makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(done))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(bytes: request))
        return try await done.futureResult.get()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let done: EventLoopPromise<[UInt8]>
        private var bytes: [UInt8] = []

        init(_ done: EventLoopPromise<[UInt8]>) { self.done = done }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(buffer: unwrapInboundIn(data))
        }

        func channelInactive(context: ChannelHandlerContext) { done.succeed(bytes) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

extension StringProtocol {
    /// The parts between a separator.
    func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let found = rest.firstRange(of: separator) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }
}

extension SandboxServer {
    /// Runs a body on a server whose people do nothing by themselves.
    static func withQuiet(
        _ change: (inout SandboxConfiguration) -> Void = { _ in },
        _ body: (SandboxServer) async throws -> Void
    ) async throws {
        var configuration = SandboxConfiguration(scenario: try .named("quiet"))
        configuration.plays = false
        change(&configuration)
        let server = try await start(configuration, group: MultiThreadedEventLoopGroup.singleton)
        do { try await body(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }
}
