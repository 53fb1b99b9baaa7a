/// One end of a WebSocket connection, without I/O: bytes, time and randomness go in, actions come out, in the
/// order in which they are to be done (RFC 6455).
///
/// Whatever the peer does, `closed` comes exactly once after `start`, and nothing but `disconnect` after it.
public struct WebSocketConnection: Sendable {
    /// What the driver is to do, or to tell.
    public enum Action: Equatable, Sendable {
        /// Send these bytes.
        case write([UInt8])
        /// Server role: answer with `accept` or `reject`.
        case requested(HandshakeRequest)
        /// Messages flow from here on.
        case opened(HandshakeResponse)
        /// A whole message.
        case message(Message)
        /// A ping, already answered.
        case ping([UInt8])
        /// A pong, asked for or not.
        case pong([UInt8])
        /// The connection has ended.
        case closed(Closure)
        /// Flush what was written and end TCP.
        case disconnect
    }

    /// Where the connection stands (the names of the W3C's WebSocket API).
    public enum State: Equatable, Sendable {
        case connecting, open, closing, closed
    }

    enum Phase: Equatable {
        case idle
        /// Client: waiting for the head of the answer.
        case awaitingResponse
        /// Client: refused; waiting for the first line of the body.
        case awaitingRefusalBody(HandshakeResponse)
        /// Server: waiting for the head of the request.
        case awaitingRequest
        /// Server: the program is deciding.
        case deciding
        case open
        /// Our Close frame is out.
        case closeSent
        /// Both Close frames are out; the server ends TCP.
        case awaitingEOF
        case closed
    }

    /// Which end this is.
    public let role: Role
    let configuration: ConnectionConfiguration
    var request: HandshakeRequest
    var phase: Phase
    /// Bytes that are not a whole head, or not a whole frame header, yet.
    var pending: [UInt8] = []
    var scanned = 0
    var reader: FrameReader

    /// When `timerFired` has to be called; nil when nothing is waited for.
    public private(set) var deadline: Duration?

    /// The client's end, for one handshake.
    public init(client request: HandshakeRequest, configuration: ConnectionConfiguration = .init()) {
        role = .client
        self.configuration = configuration
        self.request = request
        phase = .idle
        reader = FrameReader(role: .client, configuration: configuration)
    }

    /// The server's end, for a connection from which nothing was read yet.
    public init(serverWith configuration: ConnectionConfiguration = .init()) {
        role = .server
        self.configuration = configuration
        request = HandshakeRequest(target: "", host: "")
        phase = .idle
        reader = FrameReader(role: .server, configuration: configuration)
    }

    /// Where the connection stands.
    public var state: State {
        switch phase {
        case .idle, .awaitingResponse, .awaitingRequest, .awaitingRefusalBody, .deciding: .connecting
        case .open: .open
        case .closeSent: .closing
        case .awaitingEOF, .closed: .closed
        }
    }

    // MARK: Opening

    /// TCP (and TLS) is up. The client sends its request.
    public mutating func start(
        now: Duration, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        guard phase == .idle else { return }
        deadline = now + configuration.handshakeTimeout
        switch role {
        case .client:
            // A fresh random key for each attempt (section 4.1).
            request.key = Base64.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) })
            phase = .awaitingResponse
            actions.append(.write(Handshake.requestBytes(request)))
        case .server:
            phase = .awaitingRequest
        }
    }

    /// Server role: opens the connection that `requested` told of.
    /// - Parameter headers: fields of the answer besides those of the handshake itself.
    public mutating func accept(
        headers: [HeaderField] = [], subprotocol: String? = nil, now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        guard phase == .deciding else { return }
        var fields = [
            HeaderField("Upgrade", "websocket"), HeaderField("Connection", "Upgrade"),
            HeaderField("Sec-WebSocket-Accept", Handshake.accept(for: request.key)),
        ]
        if let subprotocol { fields.append(HeaderField("Sec-WebSocket-Protocol", subprotocol)) }
        let response = HandshakeResponse(
            status: 101, reason: "Switching Protocols", headers: fields + headers, subprotocol: subprotocol
        )
        phase = .open
        deadline = nil
        actions.append(.write(Handshake.responseBytes(response)))
        actions.append(.opened(response))
        let early = pending
        pending = []
        if !early.isEmpty { receive(early, now: now, random: &random, into: &actions) }
    }

    /// Server role: refuses with an HTTP status and a body.
    public mutating func reject(
        status: Int, reason: String, headers: [HeaderField] = [], body: [UInt8] = [],
        into actions: inout [Action]
    ) {
        guard phase == .deciding else { return }
        let response = HandshakeResponse(
            status: status, reason: reason,
            headers: headers + [
                HeaderField("Content-Length", String(body.count)), HeaderField("Connection", "close"),
            ]
        )
        actions.append(.write(Handshake.responseBytes(response, body: body)))
        end(Closure(code: .abnormalClosure, wasClean: false, error: .refused(response)), into: &actions)
    }

    // MARK: Receiving

    /// Bytes from the peer, in whatever pieces the network made.
    public mutating func receive(
        _ bytes: [UInt8], now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard !bytes.isEmpty else { return }
        switch phase {
        case .open, .closeSent:
            do throws(WebSocketError) {
                try receiveFrames(bytes, now: now, random: &random, into: &actions)
            } catch { fail(error, random: &random, into: &actions) }
        case .awaitingResponse, .awaitingRequest, .deciding, .awaitingRefusalBody:
            pending += bytes
            do throws(WebSocketError) {
                try receiveHead(now: now, random: &random, into: &actions)
            } catch { fail(error, random: &random, into: &actions) }
        case .idle, .awaitingEOF, .closed: break
        }
    }

    private mutating func receiveHead(
        now: Duration, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) throws(WebSocketError) {
        switch phase {
        case .awaitingRefusalBody(let response):
            finishRefusal(response, isEnd: false, now: now, into: &actions)
            return
        case .deciding:
            guard pending.count <= configuration.maximumHeadSize else {
                throw .headTooLong(limit: configuration.maximumHeadSize)
            }
            return
        case .awaitingResponse, .awaitingRequest, .idle, .open, .closeSent, .awaitingEOF, .closed: break
        }
        if role == .client, !Array("HTTP/1.".utf8).starts(with: pending.prefix(7)) { throw .notHTTP }
        guard let end = HTTPHead.end(in: pending, from: scanned) else {
            scanned = pending.count
            guard pending.count <= configuration.maximumHeadSize else {
                throw .headTooLong(limit: configuration.maximumHeadSize)
            }
            return
        }
        guard end <= configuration.maximumHeadSize else {
            throw .headTooLong(limit: configuration.maximumHeadSize)
        }
        let head = try HTTPHead(pending[..<end])
        let rest = Array(pending[end...])
        pending = rest
        switch role {
        case .client:
            do throws(WebSocketError) {
                let response = try Handshake.check(head, for: request)
                phase = .open
                deadline = nil
                pending = []
                actions.append(.opened(response))
                if !rest.isEmpty { receive(rest, now: now, random: &random, into: &actions) }
            } catch {
                guard case .refused(let response) = error else { throw error }
                phase = .awaitingRefusalBody(response)
                finishRefusal(response, isEnd: false, now: now, into: &actions)
            }
        case .server:
            request = try Handshake.check(head)
            phase = .deciding
            actions.append(.requested(request))
        }
    }

    /// The first line of a refusal's text body tells people why; a body that is slow to come isn't waited for
    /// longer than a second.
    private mutating func finishRefusal(
        _ response: HandshakeResponse, isEnd: Bool, now: Duration, into actions: inout [Action]
    ) {
        let type = response.headers.values("Content-Type").first?.lowercased() ?? ""
        let isText = type.isEmpty || type.hasPrefix("text/plain") || type.contains("json")
        let length = response.headers.values("Content-Length").first.flatMap { Int($0) } ?? Int.max
        let hasLine = pending.contains(0x0A) || pending.count >= min(length, 1024)
        guard isEnd || !isText || hasLine else {
            deadline = min(deadline ?? .seconds(1) + now, .seconds(1) + now)
            return
        }
        var response = response
        if isText {
            let line = pending.prefix { $0 != 0x0A && $0 != 0x0D }
            response.bodyLine = String(String(decoding: line, as: UTF8.self).prefix(200))
        }
        end(Closure(code: .abnormalClosure, wasClean: false, error: .refused(response)), into: &actions)
    }

    private mutating func receiveFrames(
        _ bytes: [UInt8], now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) throws(WebSocketError) {
        var rest = bytes[...]
        while let output = try reader.next(&rest) {
            switch output {
            case .message(let message): actions.append(.message(message))
            case .ping(let payload):
                // At once, and with the same bytes (section 5.5.2); not after our own Close.
                if phase == .open { write(.pong, payload[...], random: &random, into: &actions) }
                actions.append(.ping(payload))
            case .pong(let payload): actions.append(.pong(payload))
            case .close(let code, let reason):
                receiveClose(code, reason, now: now, random: &random, into: &actions)
                return
            }
        }
    }

    private mutating func receiveClose(
        _ code: CloseCode?, _ reason: String, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        if phase == .open {
            // The answer carries the code that came (section 5.5.1).
            let payload = code.map { [UInt8($0.rawValue >> 8), UInt8($0.rawValue & 0xFF)] } ?? []
            write(.close, payload[...], random: &random, into: &actions)
        }
        actions.append(.closed(Closure(code: code ?? .noStatusReceived, reason: reason, wasClean: true)))
        switch role {
        case .server:
            phase = .closed
            deadline = nil
            actions.append(.disconnect)
        case .client:
            // The server ends TCP first, so that the client has no TIME_WAIT to keep (section 7.1.1).
            phase = .awaitingEOF
            deadline = now + configuration.peerCloseTimeout
        }
    }

    // MARK: Sending

    /// Sends a text message. Does nothing unless the connection is open.
    public mutating func send(
        text: ArraySlice<UInt8>, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if phase == .open { write(.text, text, random: &random, into: &actions) }
    }

    /// Sends a binary message. Does nothing unless the connection is open.
    public mutating func send(
        binary: ArraySlice<UInt8>, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if phase == .open { write(.binary, binary, random: &random, into: &actions) }
    }

    /// Sends a ping with at most 125 bytes; what is beyond is cut off.
    public mutating func sendPing(
        _ payload: [UInt8] = [], random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if phase == .open { write(.ping, payload.prefix(125), random: &random, into: &actions) }
    }

    /// Starts the closing handshake; before the connection is open it ends at once.
    /// - Parameter reason: at most 123 bytes are sent.
    public mutating func close(
        code: CloseCode = .normalClosure, reason: String = "", now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        switch phase {
        case .open:
            write(.close, Self.closePayload(code, reason)[...], random: &random, into: &actions)
            phase = .closeSent
            deadline = now + configuration.closeTimeout
        case .idle, .awaitingResponse, .awaitingRequest, .deciding, .awaitingRefusalBody:
            end(Closure(code: .abnormalClosure, wasClean: false), into: &actions)
        case .closeSent, .awaitingEOF, .closed: break
        }
    }

    private static func closePayload(_ code: CloseCode, _ reason: String) -> [UInt8] {
        guard code.isAllowedOnWire else { return [] }
        var text = Substring(reason)
        while text.utf8.count > 123 { text = text.dropLast() }
        return [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)] + Array(text.utf8)
    }

    private func write(
        _ opcode: Opcode, _ payload: ArraySlice<UInt8>, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        var bytes: [UInt8] = []
        let key = role == .client ? MaskingKey(UInt32.random(in: .min ... .max, using: &random)) : nil
        FrameHeader.append(opcode, payload: payload, maskingKey: key, to: &bytes)
        actions.append(.write(bytes))
    }

    // MARK: Ends

    /// TCP was ended by the peer.
    public mutating func receivedEOF(now: Duration, into actions: inout [Action]) {
        if case .awaitingRefusalBody(let response) = phase {
            finishRefusal(response, isEnd: true, now: now, into: &actions)
        } else {
            receivedError(.connectionLost, into: &actions)
        }
    }

    /// The transport failed, by a reset or a failed write.
    public mutating func receivedError(_ error: WebSocketError, into actions: inout [Action]) {
        switch phase {
        case .closed: break
        case .awaitingEOF:
            phase = .closed
            deadline = nil
            actions.append(.disconnect)
        default: end(Closure(code: .abnormalClosure, wasClean: false, error: error), into: &actions)
        }
    }

    /// The deadline has passed.
    public mutating func timerFired(now: Duration, into actions: inout [Action]) {
        guard let deadline, now >= deadline else { return }
        switch phase {
        case .awaitingResponse, .awaitingRequest, .deciding: receivedError(.handshakeTimedOut, into: &actions)
        case .awaitingRefusalBody(let response):
            finishRefusal(response, isEnd: true, now: now, into: &actions)
        case .closeSent: receivedError(.closeTimedOut, into: &actions)
        case .awaitingEOF: receivedError(.connectionLost, into: &actions)
        case .idle, .open, .closed: self.deadline = nil
        }
    }

    /// "Fail the WebSocket Connection" (section 7.1.7): tell the peer why where there is a code for it.
    private mutating func fail(
        _ error: WebSocketError, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if phase == .open, let code = error.closeCode {
            write(.close, Self.closePayload(code, "")[...], random: &random, into: &actions)
        }
        if role == .server, phase == .awaitingRequest {
            let status: (Int, String) =
                switch error {
                case .wrongVersion: (426, "Upgrade Required")
                case .headTooLong: (431, "Request Header Fields Too Large")
                default: (400, "Bad Request")
                }
            let response = HandshakeResponse(
                status: status.0, reason: status.1,
                headers: [
                    HeaderField("Sec-WebSocket-Version", "13"), HeaderField("Connection", "close"),
                    HeaderField("Content-Length", "0"),
                ]
            )
            actions.append(.write(Handshake.responseBytes(response)))
        }
        end(Closure(code: .abnormalClosure, wasClean: false, error: error), into: &actions)
    }

    private mutating func end(_ closure: Closure, into actions: inout [Action]) {
        guard phase != .closed else { return }
        phase = .closed
        deadline = nil
        pending = []
        actions.append(.closed(closure))
        actions.append(.disconnect)
    }
}
