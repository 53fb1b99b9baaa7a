import Foundation
import WebSocketCore

/// A WebSocket server for one connection at a time on a thread of its own: it answers the handshake, then sends
/// what it was given as fast as it is taken.
final class Feeder: Sendable {
    let port: UInt16
    private let listener: Int32

    init(_ pieces: [[UInt8]]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 4) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw ScreenClient.TimedOut(what: "a port to listen on") }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        let thread = Thread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Self.serve(connection, pieces)
            }
        }
        thread.start()
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func serve(_ connection: Int32, _ pieces: [[UInt8]]) {
        defer { close(connection) }
        var random = SystemRandomNumberGenerator()
        var socket = WebSocketConnection(serverWith: ConnectionConfiguration())
        var actions: [WebSocketConnection.Action] = []
        socket.start(now: .zero, random: &random, into: &actions)
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !actions.contains(where: { if case .write = $0 { true } else { false } }) {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            socket.receive(Array(buffer[..<count]), now: .zero, random: &random, into: &actions)
            socket.accept(now: .zero, random: &random, into: &actions)
        }
        for case .write(let bytes) in actions { send(connection, bytes) }
        for piece in pieces { send(connection, piece) }
        // The other side ends the connection when it has everything.
        while read(connection, &buffer, buffer.count) > 0 {}
    }

    private static func send(_ connection: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// A connection to the feeder, as a client has one.
    func connect() throws -> Int32 {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw ScreenClient.TimedOut(what: "the feeder") }
        return connection
    }
}
