import ArgumentParser
import Glibc
import WebSocketCore

/// Sends the traffic: to one client that connects, or to a server.
struct Drive: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends the traffic to the first client that connects, or with --connect to a server."
    )
    @OptionGroup var traffic: Traffic
    @Option(help: "The port of the server to connect to.") var connect: Int?

    struct Failed: Error { var call: String }

    func run() throws {
        let socket = try connect.map(Self.connected) ?? Self.accepted()
        defer { close(socket) }
        var head: [UInt8] = []
        if connect != nil {
            let request =
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            try Self.write(socket, Array(request.utf8))
        }
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
            var byte: UInt8 = 0
            guard read(socket, &byte, 1) == 1 else { throw Failed(call: "read") }
            head.append(byte)
        }
        if connect == nil { try Self.write(socket, try Self.answer(to: head)) }
        let masked = connect != nil
        let (block, frames) = traffic.block(masked: masked)
        let single = Traffic.frame(traffic.payload, masked: masked)
        for _ in 0..<traffic.count / frames { try Self.write(socket, block) }
        for _ in 0..<traffic.count % frames { try Self.write(socket, single) }
        try Self.write(socket, masked ? Traffic.maskedClose : Traffic.close)
        var rest = [UInt8](repeating: 0, count: 4096)
        shutdown(socket, Int32(SHUT_WR))
        while read(socket, &rest, rest.count) > 0 {}
    }

    /// A server's machine knows how to answer a handshake.
    private static func answer(to head: [UInt8]) throws -> [UInt8] {
        var server = WebSocketConnection(serverWith: ConnectionConfiguration())
        var random = SystemRandomNumberGenerator()
        var actions: [WebSocketConnection.Action] = []
        server.start(now: .zero, random: &random, into: &actions)
        server.receive(head, now: .zero, random: &random, into: &actions)
        server.accept(now: .zero, random: &random, into: &actions)
        for case .write(let bytes) in actions { return bytes }
        throw Failed(call: "handshake")
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func connected(_ port: Int) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = address(port)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failed(call: "connect") }
        return socket
    }

    /// Prints the port that the system chose.
    private static func accepted() throws -> Int32 {
        let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard result else { throw Failed(call: "bind") }
        print(UInt16(bigEndian: address.sin_port))
        fflush(nil)
        return accept(listener, nil, nil)
    }

    private static func write(_ socket: Int32, _ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failed(call: "write") }
            start += count
        }
    }
}
