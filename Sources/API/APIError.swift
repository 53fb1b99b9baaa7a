/// Why the application didn't give what was asked for; each says what, where and what to do. None ever holds
/// a token.
public enum APIError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No answer: name, network, TLS or time.
    case unreachable(host: String, reason: String)
    /// 401: the token is missing, wrong, expired or revoked.
    case unauthenticated(path: String)
    /// 403, with the application's own words.
    case forbidden(path: String, message: String)
    /// 404.
    case notFound(path: String)
    /// 409: somebody changed it in the meantime.
    case conflict(path: String)
    /// 419: taken for a browser's request.
    case csrf(path: String)
    /// 422, with the application's own words.
    case invalid(path: String, message: String)
    /// 429; seconds to wait where the application says so.
    case throttled(path: String, retryAfter: Int?)
    /// A redirect, usually to a login page.
    case redirected(path: String)
    /// Any other status.
    case status(Int, path: String)
    /// 200 with something that isn't what was asked for.
    case unexpectedAnswer(path: String)
    /// The token would travel in clear to another machine.
    case clearText(host: String)

    /// The HTTP status, where there was one.
    public var status: Int? {
        switch self {
        case .unreachable, .clearText: nil
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .csrf: 419
        case .invalid: 422
        case .throttled: 429
        case .redirected: 302
        case .status(let status, _): status
        case .unexpectedAnswer: 200
        }
    }

    /// What happened, without a full stop.
    public var message: String {
        switch self {
        case .unreachable(let host, let reason): "\(host) can't be reached (\(reason))"
        case .unauthenticated(let path): "the application refuses the token at \(path) (401)"
        case .forbidden(let path, let message):
            "the application forbids \(path) (403)" + (message.isEmpty ? "" : ": \(message)")
        case .notFound(let path): "the application has no \(path) (404)"
        case .conflict(let path): "somebody changed \(path) in the meantime (409)"
        case .csrf(let path): "the application takes \(path) for a browser's request (419)"
        case .invalid(let path, let message): "the application doesn't accept \(path) (422): \(message)"
        case .throttled(let path, _): "the application wants a pause before \(path) (429)"
        case .redirected(let path): "the application redirects \(path) (302), probably to a login page"
        case .status(let status, let path): "the application answered \(path) with \(status)"
        case .unexpectedAnswer(let path):
            "the application answered \(path) with something else than JSON of that kind"
        case .clearText(let host): "the token would travel in clear to \(host)"
        }
    }

    /// What to do about it, without a full stop; empty where there is nothing.
    public var hint: String {
        switch self {
        case .unreachable: "check app.url and the network"
        case .unauthenticated: "run \"craftdesk login\" for a new token"
        case .forbidden: "ask for access, or for a token with that ability"
        case .notFound: "check app.url and the paths in [app]"
        case .conflict: "look at the newer one and try again"
        case .csrf: "take the host out of SANCTUM_STATEFUL_DOMAINS"
        case .invalid: ""
        case .throttled(_, let seconds?): "it is free again in \(seconds) s"
        case .throttled(_, nil), .status: "try again later"
        case .redirected: "the route needs the middleware auth:sanctum"
        case .unexpectedAnswer: "check app.url and the paths in [app]"
        case .clearText: "use https, or set server.allow_clear_token = true"
        }
    }

    /// One sentence.
    public var description: String { hint.isEmpty ? "\(message)." : "\(message); \(hint)." }
}
