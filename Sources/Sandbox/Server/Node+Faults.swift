import JSON
import NIOCore
import PusherCore
import WebSocketCore
import WebSocketNIO

/// The faults of handshake, greeting and connection, each where it strikes.
extension Node {
    /// Answers the handshake wrongly; false where it is to be answered well.
    func refuse(_ handler: WebSocketHandler) -> Bool {
        for fault in faults.active {
            if let answer = fault.handshakeAnswer {
                let wait = answer.retryAfter.map { [HeaderField("Retry-After", String($0))] } ?? []
                handler.reject(
                    status: answer.status, reason: answer.reason, headers: wait,
                    body: Array(answer.reason.utf8))
                return true
            }
        }
        if faults.contains(.notWebSocket) {
            handler.reject(
                status: 200, reason: "OK", headers: [HeaderField("Content-Type", "text/html")],
                body: Array("<!DOCTYPE html><title>Welcome</title>".utf8))
            return true
        }
        if faults.contains(.wrongAccept) {
            handler.reject(
                status: 101, reason: "Switching Protocols",
                headers: [
                    HeaderField("Upgrade", "websocket"), HeaderField("Connection", "Upgrade"),
                    HeaderField("Sec-WebSocket-Accept", "kSYS0T+ExGwDh4fQ23bKanDhJ7o="),
                ])
            return true
        }
        if faults.contains(.notHTTP) {
            if let channel = handler.channel {
                channel.writeAndFlush(
                    ByteBuffer(string: "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n"), promise: nil)
                channel.close(promise: nil)
            }
            return true
        }
        return faults.contains(.noHandshake)
    }

    /// Sends something else than the greeting; false where the greeting is to come.
    func spoilGreeting(_ id: ID) -> Bool {
        if faults.contains(.noGreeting) { return true }
        if faults.contains(.notPusher) {
            sockets[id]?.handler.send(
                text: Array(#"{"type":"welcome","protocols":["actioncable-v1-json"]}"#.utf8))
            return true
        }
        if faults.contains(.quotaOpen) {
            send(ServerCore.error(4004, "Application is over connection quota", isText: true), to: id)
            return true
        }
        if faults.contains(.originOpen) {
            send(ServerCore.error(4009, "Origin not allowed", isText: true), to: id)
            return true
        }
        for fault in faults.active {
            guard let (code, message) = fault.greetingClose else { continue }
            end(id, code, message)
            return true
        }
        return false
    }

    /// What follows the first subscription of a connection.
    func spoilSubscription(_ id: ID) {
        if faults.contains(.tokenRevoked) { faults.areTokensRevoked = true }
        if faults.contains(.hangUp) { return hangUp(id) }
        for fault in faults.active {
            if let (code, message) = fault.laterClose { return end(id, code, message) }
        }
    }

    /// soketi's way: the error with its data as an object, and then the Close frame.
    private func end(_ id: ID, _ code: Int, _ message: String) {
        guard let handler = sockets[id]?.handler else { return }
        handler.send(text: ServerCore.error(code, message, isText: false))
        handler.close(code: CloseCode(rawValue: UInt16(clamping: code)), reason: message)
    }

    /// How many messages a connection gets before it is ended at random.
    func budget() -> Int? {
        guard faults.contains(.randomDrop) || faults.contains(.randomClose) else { return nil }
        return Int.random(in: 20...2_000, using: &random)
    }

    /// Counts a message of a connection, and ends the connection when it has had enough.
    func spend(_ id: ID) {
        guard let left = sockets[id]?.budget else { return }
        sockets[id]?.budget = left - 1
        guard left <= 0, let handler = sockets[id]?.handler else { return }
        sockets[id]?.budget = nil
        if faults.contains(.randomClose), !faults.contains(.randomDrop) || Bool.random(using: &random) {
            let codes: [UInt16] = [1001, 1011, 1012, 1013, 4100, 4200, 4201, 4202, 4301]
            handler.close(code: CloseCode(rawValue: codes.randomElement(using: &random) ?? 1001))
        } else {
            handler.hangUp()
        }
    }

    /// The faults have changed: they are those of the connections that stand, too.
    func use(_ configuration: BrokerConfiguration) {
        broker.configuration = configuration
        for id in sockets.keys.sorted() { sockets[id]?.budget = budget() }
    }

    /// Something no client should stumble over, to everybody.
    func makeNoise() {
        guard faults.contains(.noise) else { return }
        let noise = Self.noises.randomElement(using: &random) ?? ""
        for id in sockets.keys.sorted() where sockets[id]?.isPusher == true {
            send(Array(noise.utf8), to: id)
        }
    }

    static let noises = [
        "not JSON", "[]", "42", "{}", #"{"event":7}"#, #"{"event":"pusher:unheard_of","data":{"a":1}}"#,
        #"{"event":"pusher_internal:unheard_of","channel":"private-workspace.7","data":"{}"}"#,
        #"{"event":"pusher_internal:subscription_succeeded","channel":"private-never.asked","data":"{}"}"#,
        #"{"event":"pusher_internal:member_removed","channel":"presence-project.3","data":"{\"user_id\":\"0\"}"}"#,
        #"{"event":"pusher:error","data":"{\"code\":4302,\"message\":\"Watchlist limit exceeded\"}"}"#,
        #"{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\"}"}"#,
        #"{"event":"Stray","channel":"private-never.asked","data":"{}"}"#,
    ]
}
