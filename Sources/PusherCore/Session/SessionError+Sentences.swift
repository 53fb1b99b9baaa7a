/// The sentences people read, in one place.
extension SessionError {
    /// An error or close code of the server's, and what to do about it (protocol notes 2.1, 2.2).
    init(code: Int?, text: String, isFatal: Bool = false) {
        let hint =
            switch code {
            case 4000: "use wss:// in server.url"
            case 4001: "check server.key against REVERB_APP_KEY"
            case 4003: "ask who runs the server to enable the application"
            case 4004: "the server has too many connections; it is tried again later"
            case 4005: "check the path in server.url against REVERB_SERVER_PATH"
            case 4009: "check server.origin against allowed_origins, and the token"
            case .some(4100...4199): "the server is busy; it is tried again"
            case 4301: "the server limits messages; sending pauses"
            default: ""
            }
        let message =
            text.isEmpty
            ? "the server reported error \(code.map(String.init) ?? "without a code")"
            : "the server says: \(text)"
        self.init(code: code, message: message, hint: hint, isFatal: isFatal)
    }

    /// Why the transport could not be opened.
    init(_ failure: TransportFailure) {
        switch failure {
        case .httpStatus(let status, let reason, _):
            let hint =
                switch status {
                case 404: "check server.url, its path and server.key"
                case 401, 403: "something in front of the server refuses the connection"
                case 429, 503: "the server is busy; it is tried again"
                default: "is this the address of the WebSocket server"
                }
            self.init(
                code: status,
                message: "the WebSocket handshake was answered with HTTP \(status)"
                    + (reason.isEmpty ? "" : " \(reason)"), hint: hint)
        case .unreachable(let reason): self.init(message: reason, hint: "check server.url and the network")
        case .certificate(let reason):
            self.init(message: reason, hint: "set server.ca_file to the certificate of your own authority")
        case .notWebSocket(let reason): self.init(message: reason, hint: "check server.url")
        case .proxy(let reason): self.init(message: reason, hint: "check HTTPS_PROXY and ALL_PROXY")
        case .timedOut:
            self.init(message: "the server did not answer in time", hint: "check server.url and the network")
        }
    }

    /// Why a channel was refused (protocol notes 5.2, 6.3).
    static func refusal(_ channel: String, _ status: Int?, _ text: String) -> String {
        let reason =
            switch status {
            case 200:
                text.isEmpty
                    ? "the application's answer holds no signature; its broadcaster may be log or null" : text
            case 302: "the application redirects to its login page: the token was not looked at"
            case 401: "the token is missing, wrong or expired; run \"craftdesk login\""
            case 403: text.isEmpty ? "no permission, or the authorisation route lacks auth:sanctum" : text
            case 404:
                "there is no such route; set app.auth_path to /broadcasting/auth or /api/broadcasting/auth"
            case 419:
                "the application takes the request for a browser's (CSRF); check SANCTUM_STATEFUL_DOMAINS"
            case 4009:
                "the server does not accept the signature; check server.key and the application's secret"
            default: text.isEmpty ? "it was refused" : text
            }
        let number = status.map { " (\($0))" } ?? ""
        return "\(channel) is refused\(number): \(reason)"
    }
}
