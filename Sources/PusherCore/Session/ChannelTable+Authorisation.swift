extension ChannelTable {
    /// The application answered (protocol notes 6.3), or is taken to have failed.
    mutating func authorised(
        _ name: String, _ result: AuthorisationResult, now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Session.Action]
    ) {
        guard let (asked, _) = authorising.removeValue(forKey: name) else { return }
        note(result, after: now - asked, now: now, random: &random)
        guard let channel = channels[name] else { return }
        guard channel.phase == .authorising else {
            if channel.cipher?.isRefreshing == true { refreshed(name, result, now: now, into: &actions) }
            return
        }
        switch result {
        case .granted(let auth, let channelData, let sharedSecret):
            guard channel.name.kind != .presence || channelData != nil else {
                return refuse(name, 200, SessionError.missingChannelData(name), into: &actions)
            }
            if channel.name.kind == .encrypted {
                guard let key = sharedSecret.flatMap(EncryptedPayload.key(sharedSecret:)) else {
                    return refuse(name, 200, SessionError.missingSharedSecret(name), into: &actions)
                }
                channels[name]?.cipher = ChannelCipher(key: key)
            }
            channels[name]?.phase = .authorised(auth: auth, channelData: channelData)
        case .throttled(let retryAfter):
            delay(name, until: now + min(max(retryAfter ?? .seconds(5), .seconds(1)), .seconds(3600)))
        case .unreachable(let message):
            failed(name, nil, message, now: now, random: &random, into: &actions)
        case .refused(let status, let message) where status >= 500:
            failed(
                name, status, SessionError.refusal(name, status, message, authPath: authPath), now: now,
                random: &random,
                into: &actions)
        case .refused(let status, let message):
            refuse(
                name, status, SessionError.refusal(name, status, message, authPath: authPath), into: &actions)
        }
    }

    /// An application that takes longer for an authorisation has a queue.
    private static let quickAnswer = Duration.seconds(2)

    /// An application that doesn't answer is not asked again at once, or everybody's questions together keep it
    /// from ever answering one in time.
    private mutating func note(
        _ result: AuthorisationResult, after time: Duration, now: Duration,
        random: inout some RandomNumberGenerator
    ) {
        switch result {
        case .unreachable, .refused(status: 502...504, message: _):
            unanswered = min(unanswered + 1, 6)
            let longest = min(60_000, 1_000 << unanswered)
            heldUntil = now + Backoff.between(longest / 2, longest, &random)
        case .granted, .refused, .throttled:
            if time < Self.quickAnswer { isRecovering = false }
            unanswered = 0
            heldUntil = nil
        }
    }

    /// Network errors and 5xx: once more, then not before a minute has passed (protocol notes 6.1).
    private mutating func failed(
        _ name: String, _ status: Int?, _ message: String, now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Session.Action]
    ) {
        channels[name]?.failures += 1
        if channels[name]?.failures == 1 {
            authoriseAgain(name)
        } else {
            channels[name]?.failures = 0
            refuse(name, status, message, retryAt: now + Self.pause(&random), into: &actions)
        }
    }

    // MARK: Encrypted channels (protocol notes 9)

    /// An event of an encrypted channel: opened now, or after the application has given its newer key.
    mutating func receive(
        _ event: PusherEvent, _ name: String, now: Duration, into actions: inout [Session.Action]
    ) {
        guard let outcome = channels[name]?.cipher?.receive(event, now: now) else { return }
        switch outcome {
        case .opened(let event): actions.append(.event(event))
        case .queued(let asks): if asks { again.append(name) }
        case .dropped(let reason): actions.append(.error(SessionError.undecipherable(name, reason)))
        }
    }

    private mutating func refreshed(
        _ name: String, _ result: AuthorisationResult, now: Duration, into actions: inout [Session.Action]
    ) {
        var key: [UInt8]?
        if case .granted(_, _, let sharedSecret?) = result {
            key = EncryptedPayload.key(sharedSecret: sharedSecret)
        }
        guard let (opened, dropped) = channels[name]?.cipher?.refreshed(key: key, now: now) else { return }
        actions += opened.map { .event($0) }
        // One sentence for all that were lost.
        if let reason = dropped.first {
            actions.append(.error(SessionError.undecipherable(name, reason, count: dropped.count)))
        }
    }
}
