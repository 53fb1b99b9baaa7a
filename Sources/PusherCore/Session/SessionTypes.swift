/// The state of the connection, by the names of pusher-js (protocol notes 4.1).
public enum ConnectionState: String, Sendable, Hashable, CaseIterable {
    /// Nothing was asked for yet.
    case initialized
    /// An attempt is in progress or waited for.
    case connecting
    /// The server has established the connection.
    case connected
    /// Not connected for ten seconds; attempts go on.
    case unavailable
    /// Refused for a reason that another attempt will not change soon.
    case failed
    /// Ended by the user.
    case disconnected
}

/// The state of one channel's subscription.
public enum SubscriptionState: Equatable, Sendable {
    /// Wanted; waiting for the connection, its authorisation or the server's answer.
    case pending
    /// The server has confirmed it.
    case subscribed
    /// Refused, by the application (`status` is an HTTP status) or by the server of the socket (`status`
    /// is its error code); nil where nobody answered. `message` is one sentence.
    case refused(status: Int?, message: String)
    /// No longer wanted.
    case left
}

/// What the application answered to a request for a channel's authorisation (protocol notes 6).
public enum AuthorisationResult: Equatable, Sendable {
    /// The parts of the JSON answer. `channelData` must be the identical string: it is signed.
    case granted(auth: String, channelData: String?, sharedSecret: String?)
    /// Any status that grants nothing, 200 with an unusable body included. `message` is the `message` of
    /// the JSON body, empty where there is none; the session makes the sentence.
    case refused(status: Int, message: String)
    /// No answer: the network failed, or the request timed out.
    case unreachable(message: String)
    /// 429 (or 503 with `Retry-After`).
    case throttled(retryAfter: Duration?)
}

/// Why a transport could not be opened, up to and including the WebSocket handshake.
public enum TransportFailure: Equatable, Sendable {
    /// The handshake was answered with another status than 101.
    case httpStatus(Int, reason: String, retryAfter: Duration?)
    /// Name resolution, TCP or TLS failed, for the reason given.
    case unreachable(String)
    /// The server's certificate was not accepted, for the reason given.
    case certificate(String)
    /// The port doesn't speak TLS, or not one that can be agreed on, as the reason says.
    case tls(String)
    /// Something answered that does not speak WebSocket, as the reason says.
    case notWebSocket(String)
    /// The proxy refused or failed, for the reason given.
    case proxy(String)
    /// TCP, TLS and the handshake took longer than the connect timeout.
    case timedOut
}

/// An error for people: one sentence of what happened and one of what to do.
public struct SessionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The server's error or close code, or the HTTP status; nil where there is none.
    public var code: Int?
    /// What happened and where, one sentence without a full stop. May quote remote text.
    public var message: String
    /// What to do about it, one sentence without a full stop; empty where there is nothing to do.
    public var hint: String
    /// Whether the session has given up until the user or the configuration changes something.
    public var isFatal: Bool
    /// Where the error comes from: a program without a screen ends with another status for each.
    public var origin = Origin.server

    /// Where an error comes from.
    public enum Origin: Equatable, Sendable {
        /// The server of the protocol said it.
        case server
        /// Nothing could be asked, or was answered: name, network, TLS, proxy, time, an end without a reason.
        case network
        /// What answers there is no WebSocket, or no server of the protocol.
        case stranger
    }

    /// An error with these parts.
    public init(code: Int? = nil, message: String, hint: String = "", isFatal: Bool = false) {
        self.code = code
        self.message = message
        self.hint = hint
        self.isFatal = isFatal
    }

    /// Message, code and hint in one line.
    public var description: String {
        let coded = code.map { "\(message) (\($0))" } ?? message
        return hint.isEmpty ? coded : "\(coded): \(hint)"
    }
}

/// One member of a presence channel.
public struct Member: Equatable, Sendable, Identifiable {
    /// The user's id as text; servers send strings or integers (protocol notes 5.4).
    public var id: String
    /// `user_info` as JSON source text; whatever the application's channel rule returned, or nil.
    public var info: [UInt8]?

    /// A member with these parts.
    public init(id: String, info: [UInt8]? = nil) {
        self.id = id
        self.info = info
    }
}

/// A change of a presence channel's members.
public enum PresenceChange: Equatable, Sendable {
    /// The whole list, replacing the old one: after each subscription, and empty when it ends.
    case list([Member])
    /// One came, or an old one's info changed.
    case joined(Member)
    /// The one with this id left.
    case left(String)
}

/// Why a whisper was not sent (protocol notes 8). A whisper is never queued.
public enum WhisperRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no established connection.
    case notConnected
    /// The channel is not subscribed.
    case notSubscribed
    /// Only private and presence channels carry whispers.
    case publicChannel
    /// On an encrypted channel a whisper would travel in clear.
    case encryptedChannel
    /// The data is neither a JSON object nor a JSON array, or the event has no name.
    case malformed
    /// The message would be longer than the server accepts.
    case tooLong(limit: Int)
    /// More than ten in a second, or the server asked for a pause.
    case tooMany
    /// The application does not accept client events; said by the server on this connection.
    case disabled

    /// One sentence.
    public var description: String {
        switch self {
        case .notConnected: "A whisper needs an established connection"
        case .notSubscribed: "A whisper needs a subscription to its channel"
        case .publicChannel: "Whispers go only to private and presence channels"
        case .encryptedChannel: "A whisper on an encrypted channel would travel in clear"
        case .malformed: "A whisper needs a name and a JSON object or array as its data"
        case .tooLong(let limit): "A whisper may be at most \(limit) bytes long"
        case .tooMany: "Whispers are limited to ten a second and stop while the server asks for a pause"
        case .disabled: "The application does not accept client events"
        }
    }
}
