// The sentences people read, in one place: what happened and where, and what to do about it. None ends with a
// full stop; texts of the server's are quoted and are cleaned by whoever shows them.

extension SessionError {
    // MARK: Error and close codes (protocol notes 2.1, 2.2)

    /// A `pusher:error`.
    /// - Parameters:
    ///   - key: the application's key, for the sentence about it.
    ///   - isGreeting: whether it came in the place of the greeting, and so ends the connection.
    init(code: Int?, text: String, key: String, isGreeting: Bool = false) {
        let (message, hint) = Self.sentence(code: code, text: text, key: key, isGreeting: isGreeting)
        let isFatal = isGreeting && code.map { Recovery(code: $0) == .failed } == true
        self.init(code: code, message: message, hint: hint, isFatal: isFatal)
    }

    /// Error 4000 on a connection that is TLS already.
    static func endedTLS(text: String) -> SessionError {
        SessionError(
            code: 4000,
            message: "the server asks for TLS on a connection that has it"
                + (text.isEmpty ? "" : ": \(text)"),
            hint: "something in front of the server ends TLS and does not tell it; ask who runs it",
            isFatal: true)
    }

    /// The end of a connection: a Close frame's code, 1005 where it had none, or 1006 where there was no frame.
    init(closeCode code: Int, reason: String, key: String) {
        switch code {
        case 4000...:
            let (message, hint) = Self.sentence(code: code, text: reason, key: key, isGreeting: true)
            self.init(code: code, message: message, hint: hint, isFatal: Recovery(code: code) == .failed)
        case 1002, 1003, 1007:
            self.init(
                code: code, message: "the server closed the connection because of a malformed message",
                hint: "if it happens again, record it with \"craftdesk record\" and report it")
        case 1008:
            self.init(
                code: code, message: "the server closed the connection by its policy",
                hint: "ask who runs the server what it does not allow")
        case 1009:
            self.init(
                code: code, message: "the server closed the connection because a message was too long",
                hint: "raise max_message_size of the server if it happens again")
        case 1010, 1011:
            self.init(
                code: code, message: "the server closed the connection because of an error of its own",
                hint: "look at the server's log; the connection is tried again")
        case 1006:
            // Reverb, when it is restarted, ends TCP without a word (protocol notes 2.2).
            self.init(
                message: "the connection was lost: the server or the network ended it without a reason",
                hint: Self.goesOn)
            origin = .network
        default:
            let message =
                switch code {
                case 1000, 1005: "the server closed the connection and did not say why"
                case 1001, 1012: "the server closed the connection because it goes away or restarts"
                default: "the server closed the connection with code \(code)"
                }
            self.init(code: code, message: message, hint: Self.goesOn)
            origin = .network
        }
    }

    private static let goesOn = "it reconnects by itself, and then asks for what it missed"

    /// soketi says with error 4200 that it is about to close, where Reverb means that it could not read a message
    /// (protocol notes 12).
    static func isFarewell(_ text: String) -> Bool { text.lowercased().contains("reconnect") }

    private static func sentence(
        code: Int?, text: String, key: String, isGreeting: Bool
    ) -> (message: String, hint: String) {
        let quoted = text.isEmpty ? "" : ": \(text)"
        switch code {
        case 4000:
            return ("the server takes only TLS connections\(quoted)", "use wss:// in server.url")
        case 4001:
            return (
                "the server knows no application with the key \"\(key)\"\(quoted)",
                "set server.key to REVERB_APP_KEY of the application"
            )
        case 4003:
            return (
                "the server has the application disabled\(quoted)", "ask who runs the server to enable it"
            )
        case 4004:
            return (
                "the server has as many connections as it may have\(quoted)",
                "raise max_connections of the application, or wait: it is tried again in one to two minutes"
            )
        case 4005:
            return (
                "the server has nothing at this path\(quoted)",
                "check the path in server.url against REVERB_SERVER_PATH"
            )
        case 4006, 4007, 4008:
            return (
                "the server does not speak version 7 of the Pusher protocol\(quoted)",
                "check that server.url is the address of Reverb, Pusher or soketi"
            )
        case 4009 where text.contains("Origin"):
            return (
                "the server does not accept the origin of this connection\(quoted)",
                "set server.origin to a host of allowed_origins in config/reverb.php"
            )
        case 4009 where text.contains("member"):
            return (
                "the server did not pass on a whisper\(quoted)",
                "nothing is lost; the channel's subscription had ended"
            )
        case 4009:
            return (
                "the server refuses the authorisation\(quoted)",
                isGreeting
                    ? "check server.key, server.origin and the token"
                    : "check that server.key and the application's REVERB_APP_SECRET belong together"
            )
        case 4100: return ("the server is over capacity\(quoted)", "it is tried again, later each time")
        case 4201: return ("the server heard nothing of this client for too long\(quoted)", "it reconnects")
        case 4202:
            return ("the server ended a connection of a day without activity\(quoted)", "it reconnects")
        case .some(4200...4299) where isGreeting || isFarewell(text):
            return ("the server ended the connection\(quoted)", "it reconnects")
        case 4200:
            return (
                "the server could not read a message of this client\(quoted)",
                "if it happens again, record it with \"craftdesk record\" and report it"
            )
        case 4301 where text.contains("client messaging"):
            return (
                "the application takes no client events\(quoted)",
                "typing is not sent; set accept_client_events_from in config/reverb.php to members"
            )
        case 4301 where text.contains("lient event"):
            return (
                "the server did not pass on a whisper\(quoted)", "whispers are sent less often for a while"
            )
        case 4301:
            return (
                "the server limits the messages of a connection\(quoted)",
                "sending pauses for a minute; raise rate_limiting.max_attempts for many channels"
            )
        case 4302:
            return ("the list of watched users is too long\(quoted)", "shorten it in the application")
        case .some(4001...4099):
            return ("the server refuses the connection\(quoted)", "check [server] in the configuration")
        case .some(4100...4199): return ("the server is busy\(quoted)", "it is tried again, later each time")
        default:
            return (
                text.isEmpty ? "the server reports an error without a text" : "the server says\(quoted)",
                isGreeting ? "it is tried again" : ""
            )
        }
    }

    // MARK: The transport (protocol notes 1.2, 2.3)

    /// Why the transport could not be opened.
    /// - Parameter isSecure: whether it was to be TLS; a port that speaks the other is a common mistake.
    init(_ failure: TransportFailure, isSecure: Bool) {
        switch failure {
        case .httpStatus(let status, let reason, let retryAfter):
            let quoted = reason.isEmpty ? "" : " \(reason)"
            self.init(
                code: status, message: "the WebSocket handshake was answered with HTTP \(status)\(quoted)",
                hint: Self.hint(handshake: status, retryAfter))
        case .unreachable(let reason): self.init(message: reason, hint: "check server.url and the network")
        case .certificate(let reason):
            self.init(message: reason, hint: "set server.ca_file to the certificate of your own authority")
        case .tls(let reason):
            self.init(
                message: reason,
                hint: "use ws:// in server.url, or the port on which the server speaks TLS")
        case .notWebSocket(let reason):
            self.init(
                message: reason,
                hint: isSecure ? "check server.url" : "check server.url; a port that speaks TLS needs wss://")
        case .proxy(let reason): self.init(message: reason, hint: "check HTTPS_PROXY and ALL_PROXY")
        case .timedOut:
            self.init(
                message: isSecure
                    ? "the server did not answer TLS and the WebSocket handshake in time"
                    : "the server did not answer the WebSocket handshake in time",
                hint: isSecure
                    ? "check host and port of server.url, and the network; a port without TLS needs ws://"
                    : "check host and port of server.url, and the network")
        }
        origin = Self.origin(failure)
    }

    private static func origin(_ failure: TransportFailure) -> Origin {
        switch failure {
        case .notWebSocket: .stranger
        case .httpStatus(401, _, _), .httpStatus(403, _, _), .httpStatus(407, _, _): .server
        case .httpStatus(429, _, _), .httpStatus(500..., _, _): .network
        case .httpStatus: .stranger
        case .unreachable, .certificate, .tls, .proxy, .timedOut: .network
        }
    }

    private static func hint(handshake status: Int, _ retryAfter: Duration?) -> String {
        switch status {
        case 200..<300: "server.url is a web server's address; use the one of Reverb"
        case 300..<400: "server.url redirects; use the address it redirects to"
        case 400: "check that a proxy in front of the server passes Upgrade and Connection on"
        case 401, 407: "something in front of the server wants a password; ask who runs it"
        case 403: "something in front of the server refuses the connection; check server.origin"
        case 404: "check server.url and its path against REVERB_SERVER_PATH"
        case 413: "the request is too long for the server; shorten server.key and the path of server.url"
        case 426: "the address is not one of a WebSocket; check server.url"
        case 429, 503:
            retryAfter.map { "the server is busy; it is tried again after \($0.components.seconds) s" }
                ?? "the server is busy; it is tried again"
        case 502, 504: "a proxy answers, the server behind it does not; it is tried again"
        case 500...: "look at the server's log; it is tried again"
        default: "check that server.url is the address of the WebSocket server"
        }
    }

    /// The WebSocket is open, and nobody greets.
    static func noGreeting(_ configuration: SessionConfiguration) -> SessionError {
        let seconds = configuration.establishTimeout.components.seconds
        var error = SessionError(
            message:
                "the server opened the WebSocket and sent no pusher:connection_established in \(seconds) s",
            hint: "check that server.url is the address of Reverb, Pusher or soketi")
        error.origin = .stranger
        return error
    }

    /// A ping without a pong.
    static func noPong(_ configuration: SessionConfiguration) -> SessionError {
        SessionError(
            message: "the server stopped answering",
            hint: "it reconnects; if it happens often, check the network and the server's load")
    }

    /// Something that isn't an envelope of the protocol's.
    static func notOfTheProtocol(_ configuration: SessionConfiguration) -> SessionError {
        var error = SessionError(
            message: "the server sent a message that is not of the Pusher protocol",
            hint: "check that server.url is the address of Reverb, Pusher or soketi")
        error.origin = .stranger
        return error
    }

    // MARK: Encrypted channels (protocol notes 9)

    /// Events that could not be read.
    static func undecipherable(
        _ channel: String, _ reason: ChannelCipher.Reason, count: Int = 1
    ) -> SessionError {
        let events = count == 1 ? "an event" : "\(count) events"
        switch reason {
        case .malformed:
            return SessionError(
                message: "\(events) on \(channel) came unencrypted or garbled and is not shown",
                hint: "check that the application broadcasts there with EncryptedPrivateChannel")
        case .wrongKey:
            return SessionError(
                message: "\(events) on \(channel) can't be decrypted with the application's key",
                hint: "check encryption_master_key_base64: queue workers and web must have the same")
        case .overflow:
            return SessionError(
                message: "\(events) on \(channel) came while its key was asked for, too many to keep",
                hint: "what is missing comes with the next catch-up")
        }
    }
}

// MARK: Why a channel is not subscribed (protocol notes 5, 6.3)

extension SessionError {
    /// Its name is not one.
    static func malformedName(_ channel: String) -> String {
        "\"\(channel)\" is not a channel name: it may hold letters, digits and -_=@,.; and at most "
            + "\(ChannelName.maximumLength) of them"
    }

    /// The server of the socket said nothing.
    static func noAnswer(toSubscribe channel: String) -> String {
        "\(channel) is not subscribed: the server did not answer in time; it is tried again in a minute"
    }

    /// The application said nothing.
    static func noAnswer(toAuthorisation channel: String) -> String {
        "\(channel) is not authorised: the application did not answer in time; check app.url"
    }

    /// A presence channel without a member.
    static func missingChannelData(_ channel: String) -> String {
        "\(channel) is refused (200): the application's answer has no channel_data; its rule for the channel "
            + "must return the user's data"
    }

    /// An encrypted channel without a key.
    static func missingSharedSecret(_ channel: String) -> String {
        "\(channel) is refused (200): the application's answer has no usable shared_secret; set "
            + "encryption_master_key_base64 in its config/broadcasting.php"
    }

    /// A refusal by the application (an HTTP status) or by the server of the socket (its error code).
    /// - Parameter authPath: the configured route of the application, so that a 404 can name the other.
    static func refusal(_ channel: String, _ status: Int?, _ text: String, authPath: String) -> String {
        let number = status.map { " (\($0))" } ?? ""
        return "\(channel) is refused\(number): \(reason(status, text, authPath))"
    }

    private static func reason(_ status: Int?, _ text: String, _ authPath: String) -> String {
        let quoted = text.isEmpty ? "" : " (\"\(text)\")"
        switch status {
        case 200:
            return
                "the answer of \(authPath) holds no signature\(quoted); the application's broadcaster may be "
                + "log or null, or it shows a login page"
        case .some(300..<400):
            return
                "\(authPath) redirects, probably to a login page; the route needs the middleware auth:sanctum"
        case 401:
            return "the token is missing, wrong, expired or revoked\(quoted); run \"craftdesk login\""
        case 403 where text.contains("ability"):
            return "the token lacks an ability the application asks for\(quoted); log in for a new one"
        case 403:
            return "no permission\(quoted); ask for access, or, if it is every channel, give the route "
                + "\(authPath) the middleware auth:sanctum"
        case 404:
            let other = authPath.hasPrefix("/api/") ? String(authPath.dropFirst(4)) : "/api" + authPath
            return "the application has no route \(authPath); try app.auth_path = \"\(other)\""
        case 405: return "\(authPath) takes no POST; check app.auth_path"
        case 419:
            return
                "the application takes the request for a browser's and misses its CSRF token; take this host "
                + "out of SANCTUM_STATEFUL_DOMAINS, or set app.auth_path to the route in routes/api.php"
        case 422: return "the application does not accept the request\(quoted)"
        case 4009:
            return "the server does not accept the signature\(quoted); check that server.key and the "
                + "application's REVERB_APP_KEY and REVERB_APP_SECRET are those of the server"
        case 4200: return "the server could not read the request\(quoted)"
        case 4301: return "the server refuses it for now\(quoted)"
        case .some(500..<600):
            return "the application failed\(quoted); look at its log, it is tried again in a minute"
        default: return text.isEmpty ? "no reason was given" : "the server says: \(text)"
        }
    }
}
