import ArgumentParser
import Glibc
import NIOCore
import NIOPosix
import WebSocketCore
import WebSocketNIO

/// What the conformance suite drives (`Resources/scripts/conformance`): the program's own WebSocket, as an
/// echo client or an echo server.
@main
struct Conformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "The WebSocket as Autobahn's test suite drives it.",
        subcommands: [Client.self, Server.self]
    )

    /// Limits that the suite's longest messages fit in: 16 MB, in 64-byte fragments.
    static let limits: ConnectionConfiguration = {
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 64 << 20
        limits.maximumFragments = 1 << 20
        // The suite looks for compression whatever the size; it sends 11 GB that way, each way.
        var compression = CompressionConfiguration()
        compression.minimumSize = 0
        compression.level = 1
        limits.compression = compression
        return limits
    }()

    /// Sends every message back as it came.
    static func echo(_ event: WebSocketHandler.Event, _ socket: WebSocketHandler) {
        guard case .message(let message) = event else { return }
        switch message.kind {
        case .text: socket.send(text: message.payload)
        case .binary: socket.send(binary: message.payload)
        }
    }
}

struct Server: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Echoes on 127.0.0.1 until it is ended; prints the port when it listens."
    )
    @Argument(help: "The port; 0 takes a free one.") var port: Int

    func run() throws {
        let channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = WebSocketHandler(
                        connection: WebSocketConnection(serverWith: Conformance.limits),
                        maximumPendingWriteBytes: 64 << 20
                    ) { event, socket in
                        if case .requested = event { socket.accept() }
                        Conformance.echo(event, socket)
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: port).wait()
        print("listening on ws://127.0.0.1:\(channel.localAddress?.port ?? 0)")
        // A pipe would hold the line back.
        fflush(nil)
        try channel.closeFuture.wait()
    }
}

struct Client: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs every case that the suite's server at URL has, and asks for its report."
    )
    @Argument(help: "ws://HOST:PORT") var url: String

    func run() throws {
        let parts = url.split(separator: "/", omittingEmptySubsequences: true)
        let address = parts.count == 2 ? parts[1].split(separator: ":") : []
        guard parts.first == "ws:", address.count == 2, let port = Int(address[1]) else {
            throw ValidationError("\(url) is not of the form ws://HOST:PORT")
        }
        let server = Suite(host: String(address[0]), port: port)
        guard let count = Int(try server.connect("/getCaseCount")) else {
            throw ValidationError("the server did not tell how many cases it has")
        }
        for number in 1...max(1, count) { _ = try server.connect("/runCase?case=\(number)&agent=craftdesk") }
        _ = try server.connect("/updateReports?agent=craftdesk")
    }
}

/// The suite's server.
private struct Suite {
    let host: String
    let port: Int

    /// Connects, echoes until the end.
    /// - Returns: the last text that came.
    func connect(_ target: String) throws -> String {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let request = HandshakeRequest(target: target, host: "\(host):\(port)")
        let last = NIOLoopBoundBox.makeBoxSendingValue("", eventLoop: loop)
        let channel = try ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = WebSocketHandler(
                        connection: WebSocketConnection(client: request, configuration: Conformance.limits),
                        maximumPendingWriteBytes: 64 << 20
                    ) { event, socket in
                        if case .message(let message) = event, message.payload.count < 32 {
                            last.value = String(decoding: message.payload, as: UTF8.self)
                        }
                        Conformance.echo(event, socket)
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .connect(host: host, port: port).wait()
        try channel.closeFuture.wait()
        return try loop.submit { last.value }.wait()
    }
}
