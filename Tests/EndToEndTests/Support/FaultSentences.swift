import Sandbox

/// What each fault of the sandbox comes to for people: a fault without a line here doesn't compile.
extension Fault {
    enum Told: Equatable {
        /// A program without a screen ends with this status. The sentence, in text, in JSON and on the screen, holds
        /// these words: what, where, what to do.
        case end(Int32, [String])
        /// The same, but the client goes on, since it may pass by itself.
        case sentence([String])
        /// The connection ends without a word of the server's, again and again.
        case outage
        /// There is nothing to tell, for the reason.
        case nothing(String)
    }

    var told: Told {
        switch self {
        case .notHTTP: .end(76, ["not a WebSocket server", "server.url"])
        case .notWebSocket: .end(76, ["HTTP 200", "use the one of Reverb"])
        case .wrongAccept: .end(76, ["Sec-WebSocket-Accept", "server.url"])
        case .noHandshake: .end(69, ["did not answer the WebSocket handshake in time", "server.url"])
        case .handshake401: .end(77, ["HTTP 401", "wants a password"])
        case .handshake403: .end(77, ["HTTP 403", "server.origin"])
        case .handshake404: .end(76, ["HTTP 404", "REVERB_SERVER_PATH"])
        case .handshake426: .end(76, ["HTTP 426", "server.url"])
        case .handshake429: .end(69, ["HTTP 429", "the server is busy"])
        case .handshake502: .end(69, ["HTTP 502", "a proxy answers"])
        case .handshake503: .end(69, ["HTTP 503", "the server is busy"])
        case .notPusher: .end(76, ["not of the Pusher protocol", "server.url"])
        case .noGreeting: .end(76, ["no pusher:connection_established in 10 s", "server.url"])
        case .coalesced: .nothing("it is read as two messages")
        case .quotaOpen, .close4004: .sentence(["as many connections as it may have", "max_connections"])
        case .originOpen: .end(77, ["does not accept the origin", "server.origin"])
        // The sandbox has no TLS to go on with.
        case .close4000: .end(69, ["takes only TLS connections", "use wss:// in server.url"])
        case .close4001: .end(77, ["no application with the key \"sandbox-key\"", "REVERB_APP_KEY"])
        case .close4003: .end(77, ["has the application disabled", "ask who runs the server"])
        case .close4009: .end(77, ["refuses the authorisation", "server.origin"])
        case .close4100: .sentence(["over capacity", "later each time"])
        case .close4200: .sentence(["the server ended the connection", "it reconnects"])
        case .close4202: .sentence(["a connection of a day without activity", "it reconnects"])
        case .close4301: .sentence(["did not pass on a whisper", "less often"])
        case .hangUp: .outage
        case .randomDrop, .randomClose: .nothing("it is up to chance when; the soak has it")
        case .noPong: .sentence(["the server stopped answering", "it reconnects"])
        case .rateLimit: .sentence(["limits the messages of a connection", "rate_limiting.max_attempts"])
        case .rateLimitEnd: .outage
        case .subscribeSilent: .end(69, ["private-workspace.7 is not subscribed", "did not answer in time"])
        case .emptyHash, .listHash: .nothing("both are read")
        case .noWhispers: .nothing("it shows with a whisper only, and nobody types")
        case .noise: .sentence(["not of the Pusher protocol"])
        case .duplicates: .nothing("each event counts once")
        case .wrongKey: .sentence(["can't be decrypted", "encryption_master_key_base64"])
        case .rotatedKey: .nothing("the newer key is asked for")
        case .auth302: .end(77, ["redirects", "auth:sanctum"])
        case .auth401: .end(77, ["missing, wrong, expired or revoked", "craftdesk login"])
        case .auth403: .end(77, ["private-workspace.7", "no permission", "auth:sanctum"])
        case .auth403Project: .nothing("the workspace's channel brings the events all the same")
        case .auth404: .end(77, ["no route", "app.auth_path = \"/api/broadcasting/auth\""])
        case .auth419: .end(77, ["CSRF", "SANCTUM_STATEFUL_DOMAINS"])
        case .auth422: .end(77, ["(422)", "The device field is required."])
        case .auth429: .nothing("it is asked again after the time the application wants")
        case .auth500: .end(69, ["(500)", "look at its log"])
        case .authHTML, .authEmpty: .end(77, ["holds no signature", "log or null"])
        case .authSlow: .nothing("slow is not wrong")
        case .authSilent: .end(69, ["private-workspace.7", "app.url"])
        case .authFlaky: .nothing("what fails once is asked again")
        case .badSignature: .end(77, ["does not accept the signature", "REVERB_APP_SECRET"])
        case .noSecret: .end(77, ["shared_secret", "encryption_master_key_base64"])
        case .tokenRevoked: .end(77, ["expired or revoked", "craftdesk login"])
        case .noHistory: .sentence(["can't be fetched", "app.events_path"])
        case .historyGone: .nothing("only one who was here before misses anything: a test of its own")
        case .history500: .sentence(["500"])
        case .noProjects: .sentence(["projects"])
        case .historySlow: .nothing("slow is not wrong")
        case .noWorkspaces: .nothing("only the assistant asks for them")
        case .conflict, .action403, .action422, .actionSlow: .nothing("nobody changes a task")
        }
    }

    /// The same on the screen, where the sentence about the next channel follows that about the first.
    var shown: [String] {
        switch told {
        case .end(_, let words), .sentence(let words):
            words.filter { self != .auth403 || !$0.hasPrefix("private-") }
        case .outage: ["the connection was lost", "offline"]
        case .nothing: []
        }
    }

    /// Whether silence has to be waited for, ten seconds or more.
    var isSlow: Bool {
        switch self {
        case .noHandshake, .noGreeting, .noPong, .subscribeSilent, .authSilent: true
        default: false
        }
    }

    /// More channels than the workspace's, where it takes them for the fault to show.
    var channels: [String] {
        switch self {
        case .wrongKey, .noSecret: ["private-encrypted-workspace.7"]
        case .rateLimit, .rateLimitEnd: (0..<70).map { "news.\($0)" }
        default: []
        }
    }
}
