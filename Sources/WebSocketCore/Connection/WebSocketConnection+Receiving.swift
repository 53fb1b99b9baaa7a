/// From bytes to messages.
extension WebSocketConnection {
    /// Bytes from the peer, in whatever pieces the network made. What goes on with a message is put at its
    /// end; messages that are whole are parts of `bytes` itself.
    public mutating func receive(
        _ bytes: consuming [UInt8], now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard let (taken, hasMessage) = goOn(with: bytes.span, now: now, random: &random, into: &actions),
            taken < bytes.count
        else { return }
        buffer = consume bytes
        receiveBuffer(from: taken, now: now, random: &random, into: &actions, isAfterMessage: hasMessage)
    }

    /// Bytes from the peer in storage of somebody else's, which are copied once: what goes on with a message is
    /// put at its end, and messages that are whole share the copy of the rest.
    public mutating func receive(
        _ bytes: Span<UInt8>, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard let (taken, hasMessage) = goOn(with: bytes, now: now, random: &random, into: &actions),
            taken < bytes.count
        else { return }
        buffer.removeAll(keepingCapacity: true)
        bytes.extracting(taken...).withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
        receiveBuffer(from: 0, now: now, random: &random, into: &actions, isAfterMessage: hasMessage)
    }

    /// Takes the bytes that go on with the frame of a message which an earlier read began.
    /// - Returns: how many they are, and whether they completed the message; nil where they ended the
    ///   connection.
    private mutating func goOn(
        with bytes: Span<UInt8>, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) -> (taken: Int, hasMessage: Bool)? {
        guard phase == .open || phase == .closeSent, postponed == nil, assembler.takesBytesAsTheyCome,
            let (piece, offset) = scanner.goOn(with: bytes.count)
        else { return (0, false) }
        do throws(WebSocketError) {
            let part = bytes.extracting(piece.range)
            guard case .message(let message)? = try assembler.take(piece, bytes: part, offset: offset) else {
                return (piece.range.count, false)
            }
            actions.append(.message(message))
            return (piece.range.count, true)
        } catch {
            fail(error, now: now, random: &random, into: &actions)
            return nil
        }
    }

    /// - Parameters:
    ///   - start: how many bytes of the buffer have been taken.
    ///   - isAfterMessage: the same read brought a message before.
    private mutating func receiveBuffer(
        from start: Int, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action], isAfterMessage: Bool
    ) {
        switch phase {
        case .open, .closeSent:
            guard postponed == nil else { return }
            receiveFrames(
                from: start, now: now, random: &random, into: &actions, isAfterMessage: isAfterMessage)
        case .awaitingResponse, .awaitingRequest, .deciding, .awaitingRefusalBody:
            pending += buffer[start...]
            do throws(WebSocketError) {
                try receiveHead(now: now, random: &random, into: &actions)
            } catch { fail(error, now: now, random: &random, into: &actions) }
        case .idle, .awaitingEOF, .closed: break
        }
        if buffer.capacity > Self.keptCapacity { buffer = [] }
    }

    /// The most storage that is kept from one read to the next.
    private static let keptCapacity = 512 << 10

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
        guard let (head, rest) = try takeHead() else { return }
        switch role {
        case .client:
            do throws(WebSocketError) {
                let response = try Handshake.check(
                    head, for: request, compression: configuration.compression)
                open(response)
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
            agreed = try DeflateNegotiation.choose(
                request.headers.values("Sec-WebSocket-Extensions"), configuration.compression)
            phase = .deciding
            actions.append(.requested(request))
        }
    }

    /// The next head, and what follows it; nil while it isn't complete. A client passes over answers that only
    /// announce another (RFC 9110 section 15.2), which count into the limit.
    private mutating func takeHead() throws(WebSocketError) -> (HTTPHead, rest: [UInt8])? {
        while true {
            if role == .client, !Array("HTTP/1.".utf8).starts(with: pending.prefix(7)) { throw .notHTTP }
            let end = try HTTPHead.end(in: pending, from: scanned)
            guard passedOver + (end ?? pending.count) <= configuration.maximumHeadSize else {
                throw .headTooLong(limit: configuration.maximumHeadSize)
            }
            guard let end else {
                scanned = pending.count
                return nil
            }
            let head = try HTTPHead(pending[..<end])
            pending = Array(pending[end...])
            guard role == .client, try head.isInterim() else { return (head, pending) }
            passedOver += end
            scanned = 0
        }
    }

    /// The first line of a refusal's text body tells people why; a body that is slow to come isn't waited for
    /// longer than a second.
    mutating func finishRefusal(
        _ response: HandshakeResponse, isEnd: Bool, now: Duration, into actions: inout [Action]
    ) {
        let type = response.headers.values("Content-Type").first?.lowercased() ?? ""
        let isText = type.isEmpty || type.hasPrefix("text/plain") || type.contains("json")
        let length = response.headers.values("Content-Length").first.flatMap { Int($0) } ?? Int.max
        var body = pending[...]
        if response.headers.hasToken("chunked", in: "Transfer-Encoding") {
            // The first line is the length of the first chunk (RFC 9112 section 7.1).
            body = body.firstIndex(of: 0x0A).map { body[($0 + 1)...] } ?? []
        }
        // What follows the body is not part of it: Reverb sends frames there (protocol notes 1.2).
        let limit = min(max(0, length), 1024)
        body = body.prefix(limit)
        let hasLine = body.contains(0x0A) || body.count >= limit
        guard isEnd || !isText || hasLine else {
            deadline = min(deadline ?? .seconds(1) + now, .seconds(1) + now)
            return
        }
        var response = response
        if isText {
            let line = body.prefix { $0 != 0x0A && $0 != 0x0D }
            response.bodyLine = String(String(decoding: line, as: UTF8.self).prefix(200))
        }
        end(Closure(code: .abnormalClosure, wasClean: false, error: .refused(response)), into: &actions)
    }

    private mutating func receiveFrames(
        from start: Int, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action], isAfterMessage: Bool
    ) {
        pieces.removeAll(keepingCapacity: true)
        var ending: Ending?
        do throws(WebSocketError) { try scanner.scan(&buffer, from: start, into: &pieces) } catch {
            ending = .failure(error)
        }
        var hasMessage = isAfterMessage
        reading: for index in pieces.indices {
            let output: MessageAssembler.Output?
            do throws(WebSocketError) { output = try assembler.take(pieces[index], of: buffer) } catch {
                ending = .failure(error)
                break reading
            }
            switch output {
            case nil: break
            case .message(let message):
                hasMessage = true
                actions.append(.message(message))
            case .ping(let payload):
                // "MUST send a Pong frame in response, unless it already received a Close frame", with
                // "identical application data" (sections 5.5.2 and 5.5.3); nothing after our own Close.
                if phase == .open { write(.pong, payload[...], random: &random, into: &actions) }
                actions.append(.ping(payload))
            case .pong(let payload): actions.append(.pong(payload))
            case .close(let code, let reason):
                // What comes after a Close frame is thrown away (section 1.4).
                ending = .close(code, reason: reason)
                break reading
            }
        }
        guard let ending else { return }
        if hasMessage {
            // The messages before it may be answered first.
            postponed = ending
            actions.append(.resume)
        } else {
            end(ending, now: now, random: &random, into: &actions)
        }
    }

    /// All actions up to `resume` have been done.
    public mutating func resume(
        now: Duration, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        guard let ending = postponed else { return }
        postponed = nil
        guard phase == .open || phase == .closeSent else { return }
        end(ending, now: now, random: &random, into: &actions)
    }

    private mutating func end(
        _ ending: Ending, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        switch ending {
        case .failure(let error): fail(error, now: now, random: &random, into: &actions)
        case .close(let code, let reason):
            receiveClose(code, reason, now: now, random: &random, into: &actions)
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
        awaitEOF(now: now, into: &actions)
    }

    /// "the server MUST close the connection immediately", "the client SHOULD wait for the server"
    /// (section 7.1.1), so that the client has no TIME_WAIT to keep.
    mutating func awaitEOF(now: Duration, into actions: inout [Action]) {
        phase = .awaitingEOF
        deadline = now + configuration.peerCloseTimeout
        if role == .server { actions.append(.finishSending) }
    }
}
