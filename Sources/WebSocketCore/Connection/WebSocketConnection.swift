/// One end of a WebSocket connection, without I/O: bytes, time and randomness go in, actions come out, in the
/// order in which they are to be done (RFC 6455).
///
/// Whatever the peer does, `closed` comes exactly once after `start`, and nothing but `finishSending` and
/// `disconnect` after it.
public struct WebSocketConnection: Sendable {
    /// What the driver is to do, or to tell. The large and rare cases are indirect, so that a list of messages
    /// is small.
    public enum Action: Equatable, Sendable {
        /// Send these bytes.
        case write([UInt8])
        /// Server role: answer with `accept` or `reject`.
        indirect case requested(HandshakeRequest)
        /// Messages flow from here on.
        indirect case opened(HandshakeResponse)
        /// A whole message.
        case message(Message)
        /// A ping, already answered.
        case ping([UInt8])
        /// A pong, asked for or not.
        case pong([UInt8])
        /// Do all of the above, then call `resume`: what ends the connection came in the same read as messages,
        /// which are answered first.
        case resume
        /// The connection has ended.
        indirect case closed(Closure)
        /// Flush what was written and end TCP in this direction; what still comes is read and thrown away. A
        /// socket closed with unread bytes is reset, which takes the Close frame from the peer.
        case finishSending
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
        /// The connection has ended; the peer is to end TCP.
        case awaitingEOF
        case closed
    }

    /// What ends the connection: a broken rule, or the peer's Close frame.
    enum Ending: Equatable {
        case failure(WebSocketError)
        case close(CloseCode?, reason: String)
    }

    /// Which end this is.
    public let role: Role
    let configuration: ConnectionConfiguration
    var request: HandshakeRequest
    /// Server: what compression the request is answered with.
    var agreed: (parameters: DeflateParameters, answer: String)?
    var phase: Phase
    /// Bytes that are not a whole head, or not a whole frame header, yet.
    var pending: [UInt8] = []
    /// How many of them were looked at for the end of a head.
    var scanned = 0
    /// Client: bytes of answers before the one that counts.
    var passedOver = 0
    var scanner: FrameScanner
    var assembler: MessageAssembler
    /// Present when compression was agreed on.
    var deflater: Deflater?
    /// What is being read; its storage is used again when no message that was handed out holds on to it.
    var buffer: [UInt8] = []
    var pieces: [FramePiece] = []
    /// Waits for `resume`.
    var postponed: Ending?

    /// When `timerFired` has to be called; nil when nothing is waited for.
    public internal(set) var deadline: Duration?

    /// The client's end, for one handshake.
    public init(client request: HandshakeRequest, configuration: ConnectionConfiguration = .init()) {
        role = .client
        self.configuration = configuration
        self.request = request
        phase = .idle
        scanner = FrameScanner(role: .client)
        assembler = MessageAssembler(configuration: configuration)
    }

    /// The server's end, for a connection from which nothing was read yet.
    public init(serverWith configuration: ConnectionConfiguration = .init()) {
        role = .server
        self.configuration = configuration
        request = HandshakeRequest(target: "", host: "")
        phase = .idle
        scanner = FrameScanner(role: .server)
        assembler = MessageAssembler(configuration: configuration)
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
            actions.append(.write(Handshake.requestBytes(request, compression: configuration.compression)))
        case .server:
            phase = .awaitingRequest
        }
    }

    /// Server role: opens the connection that `requested` told of. `headers` are fields of the answer besides those
    /// of the handshake itself; a subprotocol that the client did not offer is left out.
    public mutating func accept(
        headers: [HeaderField] = [], subprotocol: String? = nil, now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        guard phase == .deciding else { return }
        var fields = [
            HeaderField("Upgrade", "websocket"), HeaderField("Connection", "Upgrade"),
            HeaderField("Sec-WebSocket-Accept", Handshake.accept(for: request.key)),
        ]
        // "The value chosen MUST be derived from the client's handshake" (section 4.2.2).
        let subprotocol = subprotocol.flatMap { request.subprotocols.contains($0) ? $0 : nil }
        if let subprotocol { fields.append(HeaderField("Sec-WebSocket-Protocol", subprotocol)) }
        if let agreed { fields.append(HeaderField("Sec-WebSocket-Extensions", agreed.answer)) }
        var response = HandshakeResponse(
            status: 101, reason: "Switching Protocols", headers: fields + headers, subprotocol: subprotocol
        )
        response.compression = agreed?.parameters
        open(response)
        actions.append(.write(Handshake.responseBytes(response)))
        actions.append(.opened(response))
        let early = pending
        pending = []
        if !early.isEmpty { receive(early, now: now, random: &random, into: &actions) }
    }

    mutating func open(_ response: HandshakeResponse) {
        phase = .open
        deadline = nil
        guard let compression = response.compression else { return }
        scanner.allowedReserved = FrameHeader.compressed
        assembler.inflater = compression.inflater(role)
        deflater = compression.deflater(role, level: configuration.compression?.level ?? 6)
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
    mutating func fail(
        _ error: WebSocketError, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        if phase == .open, let code = error.closeCode {
            write(.close, Self.closePayload(code, "")[...], random: &random, into: &actions)
            actions.append(.closed(Closure(code: .abnormalClosure, wasClean: false, error: error)))
            return awaitEOF(now: now, into: &actions)
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

    mutating func end(_ closure: Closure, into actions: inout [Action]) {
        guard phase != .closed else { return }
        phase = .closed
        deadline = nil
        pending = []
        actions.append(.closed(closure))
        actions.append(.disconnect)
    }
}
