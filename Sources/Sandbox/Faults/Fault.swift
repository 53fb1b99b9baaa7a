/// What can be wrong with a server, by the name `--fault` takes: the one table that the command line's help,
/// the tests of the doctor and the documents read. The numbers in the comments are of the protocol notes.
public enum Fault: String, CaseIterable, Hashable, Sendable {
    // The handshake (1.2, 2.3).
    case notHTTP = "not-http"
    case notWebSocket = "not-websocket"
    case wrongAccept = "wrong-accept"
    case noHandshake = "no-handshake"
    case handshake401 = "handshake-401"
    case handshake403 = "handshake-403"
    case handshake404 = "handshake-404"
    case handshake426 = "handshake-426"
    case handshake429 = "handshake-429"
    case handshake502 = "handshake-502"
    case handshake503 = "handshake-503"

    // The greeting (1.3, 2.2).
    case notPusher = "not-pusher"
    case noGreeting = "no-greeting"
    case coalesced
    case quotaOpen = "quota-open"
    case originOpen = "origin-open"
    case close4000 = "close-4000"
    case close4001 = "close-4001"
    case close4003 = "close-4003"
    case close4004 = "close-4004"
    case close4009 = "close-4009"
    case close4100 = "close-4100"

    // The life of a connection (2, 3, 5, 8).
    case close4200 = "close-4200"
    case close4202 = "close-4202"
    case close4301 = "close-4301"
    case hangUp = "hang-up"
    case randomDrop = "random-drop"
    case randomClose = "random-close"
    case noPong = "no-pong"
    case rateLimit = "rate-limit"
    case rateLimitEnd = "rate-limit-end"
    case subscribeSilent = "subscribe-silent"
    case emptyHash = "empty-hash"
    case listHash = "list-hash"
    case noWhispers = "no-whispers"
    case noise
    case duplicates
    case wrongKey = "wrong-key"
    case rotatedKey = "rotated-key"

    // The application's authorisation (6.3).
    case auth302 = "auth-302"
    case auth401 = "auth-401"
    case auth403 = "auth-403"
    case auth403Project = "auth-403-project"
    case auth404 = "auth-404"
    case auth419 = "auth-419"
    case auth422 = "auth-422"
    case auth429 = "auth-429"
    case auth500 = "auth-500"
    case authHTML = "auth-html"
    case authEmpty = "auth-empty"
    case authSlow = "auth-slow"
    case authSilent = "auth-silent"
    case authFlaky = "auth-flaky"
    case badSignature = "bad-signature"
    case noSecret = "no-shared-secret"

    // The application's other routes (interface.md).
    case tokenRevoked = "token-revoked"
    case noHistory = "no-history"
    case historyGone = "history-gone"
    case history500 = "history-500"
    case historySlow = "history-slow"
    case noProjects = "no-projects"
    case noWorkspaces = "no-workspaces"
    case conflict
    case action403 = "action-403"
    case action422 = "action-422"
    case actionSlow = "action-slow"

    /// The name on the command line.
    public var name: String { rawValue }

    /// Which stretch of a connection's life it is about, for help and documents.
    public enum Part: String, CaseIterable, Sendable {
        case handshake = "The handshake"
        case greeting = "The greeting"
        case connection = "The connection"
        case authorisation = "Authorisation"
        case application = "The application"
    }
}

extension Fault {
    /// What the server does, one clause without a full stop.
    public var help: String {
        switch self {
        case .notHTTP: "answers the handshake with something that is not HTTP"
        case .notWebSocket: "answers the handshake with 200 and a web page"
        case .wrongAccept: "answers 101 with a wrong Sec-WebSocket-Accept"
        case .noHandshake: "takes the connection and never answers the handshake"
        case .handshake401: "answers the handshake with 401, as a proxy that wants a password"
        case .handshake403: "answers the handshake with 403, as a firewall"
        case .handshake404: "answers the handshake with 404, as a wrong path does"
        case .handshake426: "answers the handshake with 426 Upgrade Required"
        case .handshake429: "answers the handshake with 429 and Retry-After: 2"
        case .handshake502: "answers the handshake with 502, as a proxy whose server restarts"
        case .handshake503: "answers the handshake with 503 and Retry-After: 2"
        case .notPusher: "opens the WebSocket and greets in a protocol of its own"
        case .noGreeting: "opens the WebSocket and never sends connection_established"
        case .coalesced: "sends 101 and the first message in one write, whoever it imitates"
        case .quotaOpen: "greets with error 4004 and leaves the socket open, as Reverb over its quota"
        case .originOpen: "greets with error 4009 for the origin and leaves the socket open, as Reverb"
        case .close4000: "greets with error and close code 4000: TLS required"
        case .close4001: "greets with error and close code 4001: no such application"
        case .close4003: "greets with error and close code 4003: application disabled"
        case .close4004: "greets with error and close code 4004: over quota"
        case .close4009: "greets with error and close code 4009: unauthorized"
        case .close4100: "greets with error and close code 4100: over capacity"
        case .close4200: "closes with 4200 after the first subscription"
        case .close4202: "closes with 4202 after the first subscription: inactive for a day"
        case .close4301: "closes with 4301 after the first subscription: rate limit"
        case .hangUp: "ends TCP without a Close frame after the first subscription"
        case .randomDrop: "ends TCP without a Close frame after a random number of messages"
        case .randomClose: "closes with a random code after a random number of messages"
        case .noPong: "never answers pings"
        case .rateLimit: "takes 60 messages a minute of a connection, then answers 4301"
        case .rateLimitEnd: "takes 60 messages a minute of a connection, then ends TCP without a word"
        case .subscribeSilent: "never answers a subscribe"
        case .emptyHash: "sends presence lists whose hash is []"
        case .listHash: "sends presence lists whose hash is a list in the order of ids"
        case .noWhispers: "refuses client events with 4301"
        case .noise: "mixes malformed, unknown and misdirected messages into what it sends"
        case .duplicates: "sends every event twice"
        case .wrongKey: "encrypts with a key that authorisation never gives"
        case .rotatedKey: "gives an outdated key at the first authorisation of an encrypted channel"
        case .auth302: "redirects authorisation to a login page"
        case .auth401: "answers authorisation with 401: token unknown"
        case .auth403: "answers authorisation with 403 for every channel"
        case .auth403Project: "answers authorisation with 403 for projects' channels"
        case .auth404: "has no authorisation route"
        case .auth419: "answers authorisation with 419: CSRF token mismatch"
        case .auth422: "answers authorisation with 422: validation failed"
        case .auth429: "answers each first authorisation of a channel with 429 and Retry-After: 1"
        case .auth500: "answers authorisation with 500"
        case .authHTML: "answers authorisation with 200 and a web page"
        case .authEmpty: "answers authorisation with 200 and nothing, as the log broadcaster"
        case .authSlow: "takes 3 s for each authorisation"
        case .authSilent: "never answers authorisation"
        case .authFlaky: "answers one in four authorisations with 500"
        case .badSignature: "signs channels with another secret than the server's"
        case .noSecret: "leaves shared_secret out of an encrypted channel's authorisation"
        case .tokenRevoked: "takes tokens until the first subscription, then answers 401 everywhere"
        case .noHistory: "has no catch-up route"
        case .historyGone: "keeps only the newest five entries of the history"
        case .history500: "answers catch-up with 500"
        case .historySlow: "takes 2 s for each page of catch-up"
        case .noWorkspaces: "has no route that lists workspaces"
        case .noProjects: "has no route that lists projects"
        case .conflict: "answers every change of a task with 409"
        case .action403: "forbids comments and changes of tasks with 403"
        case .action422: "answers comments and changes of tasks with 422: validation failed"
        case .actionSlow: "takes 3 s for each comment and change of a task"
        }
    }

    /// Which part of a connection's life it is about.
    public var part: Part {
        switch self {
        case .notHTTP, .notWebSocket, .wrongAccept, .noHandshake, .handshake401, .handshake403,
            .handshake404, .handshake426, .handshake429, .handshake502, .handshake503:
            .handshake
        case .notPusher, .noGreeting, .coalesced, .quotaOpen, .originOpen, .close4000, .close4001,
            .close4003, .close4004, .close4009, .close4100:
            .greeting
        case .close4200, .close4202, .close4301, .hangUp, .randomDrop, .randomClose, .noPong, .rateLimit,
            .rateLimitEnd, .subscribeSilent, .emptyHash, .listHash, .noWhispers, .noise, .duplicates,
            .wrongKey, .rotatedKey:
            .connection
        case .auth302, .auth401, .auth403, .auth403Project, .auth404, .auth419, .auth422, .auth429, .auth500,
            .authHTML, .authEmpty, .authSlow, .authSilent, .authFlaky, .badSignature, .noSecret:
            .authorisation
        case .tokenRevoked, .noHistory, .historyGone, .history500, .historySlow, .noProjects, .noWorkspaces,
            .conflict, .action403, .action422, .actionSlow:
            .application
        }
    }

    /// The handshake's HTTP answer, where this is about that.
    var handshakeAnswer: (status: Int, reason: String, retryAfter: Int?)? {
        switch self {
        case .handshake401: (401, "Unauthorized", nil)
        case .handshake403: (403, "Forbidden", nil)
        case .handshake404: (404, "Not Found", nil)
        case .handshake426: (426, "Upgrade Required", nil)
        case .handshake429: (429, "Too Many Requests", 2)
        case .handshake502: (502, "Bad Gateway", nil)
        case .handshake503: (503, "Service Unavailable", 2)
        default: nil
        }
    }

    /// The error and close code that takes the place of the greeting.
    var greetingClose: (code: Int, message: String)? {
        switch self {
        case .close4000: (4000, "Application only accepts SSL connections, reconnect using wss://")
        case .close4001: (4001, "Application does not exist")
        case .close4003: (4003, "Application disabled")
        case .close4004: (4004, "Application is over connection quota")
        case .close4009: (4009, "Connection is unauthorized")
        case .close4100: (4100, "Over capacity")
        default: nil
        }
    }

    /// The error and close code that follows the first subscription.
    var laterClose: (code: Int, message: String)? {
        switch self {
        case .close4200: (4200, "Server is shutting down. Please reconnect.")
        case .close4202: (4202, "Closed after inactivity")
        case .close4301: (4301, "Client event rejected due to rate limit")
        default: nil
        }
    }
}
