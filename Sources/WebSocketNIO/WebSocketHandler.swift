public import NIOCore
public import WebSocketCore

/// Runs a `WebSocketConnection` of either role in a NIO channel: the one driver that client, server and
/// conformance runs share. Everything, `onEvent` included, happens on the channel's event loop.
public final class WebSocketHandler: ChannelInboundHandler {
    /// Bytes of TCP, or of TLS.
    public typealias InboundIn = ByteBuffer
    /// The same.
    public typealias OutboundOut = ByteBuffer

    /// What the connection tells.
    public enum Event: Sendable {
        /// Server role: answer with `accept` or `reject`.
        indirect case requested(HandshakeRequest)
        /// The handshake is done; the client is told what the server answered, the server what it answered itself.
        indirect case opened(HandshakeResponse)
        /// A whole message, text that is valid UTF-8 or binary.
        case message(Message)
        /// A ping frame with its payload, at most 125 bytes; it is answered already.
        case ping([UInt8])
        /// A pong frame with its payload, asked for or not.
        case pong([UInt8])
        /// The end, exactly once; nothing follows but `readComplete`.
        indirect case closed(Closure)
        /// All bytes of one read have been handled: the place to pass a batch on.
        case readComplete
    }

    private var connection: WebSocketConnection
    private let maximumPendingWriteBytes: Int
    private let onEvent: (Event, WebSocketHandler) -> Void
    private var context: ChannelHandlerContext?
    private var random = BufferedRandom()
    private var actions: [WebSocketConnection.Action] = []
    /// The list that is being done; it and `actions` change places, so that neither is allocated anew.
    private var batch: [WebSocketConnection.Action] = []
    private var isPerforming = false
    private var isReading = false
    /// What is to be written at the next flush: one buffer for all that one read is answered with.
    private var outbound = ByteBuffer()
    /// nil outside a channel.
    private var timer: DeadlineTimer?
    private var pendingWriteBytes = 0

    /// - Parameters:
    ///   - connection: of either role, not started yet.
    ///   - maximumPendingWriteBytes: beyond so many bytes that TCP hasn't taken, the connection ends rather than
    ///     grows.
    ///   - onEvent: called on the event loop.
    public init(
        connection: WebSocketConnection, maximumPendingWriteBytes: Int = 4 << 20,
        onEvent: @escaping (Event, WebSocketHandler) -> Void
    ) {
        self.connection = connection
        self.maximumPendingWriteBytes = maximumPendingWriteBytes
        self.onEvent = onEvent
    }

    /// Bytes that were read before this handler was in the pipeline.
    public func receive(_ bytes: [UInt8]) {
        connection.receive(bytes, now: now, random: &random, into: &actions)
        perform()
    }

    /// The channel the handler is in; nil before and after.
    public var channel: (any Channel)? { context?.channel }

    // MARK: What the owner asks for, on the event loop

    /// Sends a text message; nothing unless the connection is open.
    public func send(text: [UInt8]) { send(text: text[...]) }

    /// Sends a binary message; nothing unless the connection is open.
    public func send(binary: [UInt8]) { send(binary: binary[...]) }

    /// Sends a text message; nothing unless the connection is open.
    public func send(text: ArraySlice<UInt8>) {
        connection.send(text: text, random: &random, into: &actions)
        perform()
    }

    /// Sends a binary message; nothing unless the connection is open.
    public func send(binary: ArraySlice<UInt8>) {
        connection.send(binary: binary, random: &random, into: &actions)
        perform()
    }

    /// Sends a ping frame; nothing unless the connection is open.
    /// - Parameter payload: its first 125 bytes are sent (RFC 6455 section 5.5).
    public func ping(_ payload: [UInt8] = []) {
        connection.sendPing(payload, random: &random, into: &actions)
        perform()
    }

    /// Starts the closing handshake (RFC 6455 section 7.1.2); before the opening one is done, ends TCP.
    /// - Parameter reason: cut off where it is longer than 123 bytes of UTF-8.
    public func close(code: CloseCode = .normalClosure, reason: String = "") {
        connection.close(code: code, reason: reason, now: now, random: &random, into: &actions)
        perform()
    }

    /// Ends TCP without a Close frame.
    public func hangUp() {
        connection.receivedError(.connectionLost, into: &actions)
        perform()
    }

    /// Server role: opens the connection.
    public func accept(headers: [HeaderField] = [], subprotocol: String? = nil) {
        connection.accept(
            headers: headers, subprotocol: subprotocol, now: now, random: &random, into: &actions)
        perform()
    }

    /// Server role: refuses the connection.
    public func reject(status: Int, reason: String, headers: [HeaderField] = [], body: [UInt8] = []) {
        connection.reject(status: status, reason: reason, headers: headers, body: body, into: &actions)
        perform()
    }

    // MARK: The channel

    public func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer = DeadlineTimer(loop: context.eventLoop)
        if context.channel.isActive { start() }
    }

    public func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        self.context = nil
    }

    public func channelActive(context: ChannelHandlerContext) {
        start()
        context.fireChannelActive()
    }

    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        let bytes = unwrapInboundIn(data)
        connection.receive(bytes.readableBytesUInt8Span, now: now, random: &random, into: &actions)
        perform()
    }

    public func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        onEvent(.readComplete, self)
        flush()
        context.fireChannelReadComplete()
    }

    public func channelInactive(context: ChannelHandlerContext) {
        connection.receivedEOF(now: now, into: &actions)
        perform()
        context.fireChannelInactive()
    }

    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed {
            connection.receivedEOF(now: now, into: &actions)
            perform()
        }
        context.fireUserInboundEventTriggered(event)
    }

    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.receivedError(.transport("\(error)"), into: &actions)
        perform()
    }

    private func start() {
        connection.start(now: now, random: &random, into: &actions)
        perform()
    }

    private var now: Duration { timer?.now ?? DeadlineTimer.duration(.now()) }

    /// Does what the machine asks for, in order. An event's receiver may call back in; what that asks for
    /// joins the end of the list.
    private func perform() {
        guard !isPerforming else { return }
        isPerforming = true
        while !actions.isEmpty {
            swap(&actions, &batch)
            for action in batch {
                switch action {
                case .write(let bytes): write(bytes)
                case .requested(let request): onEvent(.requested(request), self)
                case .opened(let response): onEvent(.opened(response), self)
                case .message(let message): onEvent(.message(message), self)
                case .ping(let payload): onEvent(.ping(payload), self)
                case .pong(let payload): onEvent(.pong(payload), self)
                case .resume: connection.resume(now: now, random: &random, into: &actions)
                case .closed(let closure): onEvent(.closed(closure), self)
                case .finishSending:
                    flush()
                    context?.close(mode: .output, promise: nil)
                case .disconnect:
                    flush()
                    context?.close(promise: nil)
                }
            }
            // Lets go of the messages, so that the connection can read into the same storage again.
            batch.removeAll(keepingCapacity: true)
        }
        isPerforming = false
        if !isReading { flush() }
        schedule()
    }

    private func write(_ bytes: [UInt8]) {
        pendingWriteBytes += bytes.count
        guard pendingWriteBytes <= maximumPendingWriteBytes else {
            connection.receivedError(.peerTooSlow(limit: maximumPendingWriteBytes), into: &actions)
            return
        }
        outbound.writeBytes(bytes)
    }

    private func flush() {
        guard let context, outbound.readableBytes > 0 else { return }
        let bytes = outbound
        outbound = ByteBuffer()
        let count = bytes.readableBytes
        let written = context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { result in
            let handler = bound.value
            handler.pendingWriteBytes -= count
            if case .failure(let error) = result, handler.context != nil {
                handler.connection.receivedError(.transport("\(error)"), into: &handler.actions)
                handler.perform()
            }
        }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: written)
    }

    /// An open connection waits for nothing and wakes nobody.
    private func schedule() {
        guard let deadline = connection.deadline else { return timer?.cancel() ?? () }
        timer?.follow(deadline) { [weak self] in
            guard let self else { return }
            connection.timerFired(now: now, into: &actions)
            perform()
        }
    }
}
