/// Why the application didn't give what was asked for; each says what, where and what to do. None ever holds
/// a token.
public enum APIError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No answer: name, network, TLS or time.
    case unreachable(host: String, reason: String)
    /// 401: the token is missing, wrong, expired or revoked (protocol notes 6.5: Laravel doesn't tell which).
    case unauthenticated(path: String)
    /// 403, with the application's own words.
    case forbidden(path: String, message: String)
    /// 404 or 405, and the setting or route to look at.
    case notFound(path: String, advice: String)
    /// 409: somebody changed it in the meantime; the newer one where the answer holds it.
    case conflict(path: String, newer: TaskDetail?)
    /// 419: taken for a browser's request (protocol notes 6.4).
    case csrf(path: String, host: String)
    /// 410: what was asked for is gone for good.
    case gone(path: String)
    /// 422, with the application's own words.
    case invalid(path: String, message: String)
    /// 429, or 503 with `Retry-After`; seconds to wait where the application says so.
    case throttled(path: String, retryAfter: Int?)
    /// A redirect, usually to a login page. None is followed: the token would go along.
    case redirected(path: String, location: String)
    /// Any other status, with the application's own words.
    case status(Int, path: String, message: String)
    /// 200 with something that isn't what was asked for.
    case unexpectedAnswer(path: String, isWebPage: Bool)
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
        case .gone: 410
        case .csrf: 419
        case .invalid: 422
        case .throttled: 429
        case .redirected: 302
        case .status(let status, _, _): status
        case .unexpectedAnswer: 200
        }
    }

    /// What happened, without a full stop.
    public var message: String {
        switch self {
        case .unreachable(let host, let reason): "\(host) can't be reached (\(reason))"
        case .unauthenticated(let path):
            "the application refuses the token at \(path) (401): it is wrong, expired or revoked"
        case .forbidden(let path, let message):
            "the application forbids \(path) (403)" + Self.quoted(message)
        case .notFound(let path, _): "the application has no \(path) (404)"
        case .conflict(let path, _): "somebody changed \(path) in the meantime (409)"
        case .csrf(let path, _): "the application takes \(path) for a browser's request (419)"
        case .gone(let path): "the application no longer has what was asked of \(path) (410)"
        case .invalid(let path, let message):
            "the application doesn't accept \(path) (422)" + Self.quoted(message)
        case .throttled(let path, _): "the application wants a pause before \(path) (429)"
        case .redirected(let path, let location):
            "the application redirects \(path) to \(location.isEmpty ? "another page" : location) (302)"
        case .status(let status, let path, let message):
            "the application answered \(path) with \(status)" + Self.quoted(message)
        case .unexpectedAnswer(let path, true): "the application answered \(path) with a web page"
        case .unexpectedAnswer(let path, false):
            "the application answered \(path) with something else than JSON of that kind"
        case .clearText(let host): "the token would travel in clear to \(host)"
        }
    }

    /// What to do about it, without a full stop; empty where there is nothing.
    public var hint: String {
        switch self {
        case .unreachable: "check app.url and the network"
        case .unauthenticated: "run \"craftdesk login\" for a new token"
        case .forbidden(_, let message):
            message.saysMissingAbility ? "make a token that has that ability" : "ask for access to it"
        case .notFound(_, let advice): advice
        case .conflict: "look at the newer one and try again"
        case .csrf(_, let host):
            "take \(host) out of SANCTUM_STATEFUL_DOMAINS, and let no proxy add Origin or Referer"
        case .gone, .invalid: ""
        case .throttled(_, let seconds?): "it is free again in \(seconds) s"
        case .throttled(_, nil): "try again later"
        case .status(let status, _, _):
            status >= 500 ? "look into the application's log, or try again later" : "check the paths in [app]"
        case .redirected: "give the route the middleware auth:sanctum, or check app.url"
        case .unexpectedAnswer(_, true): "it may be a login page: check app.url and the paths in [app]"
        case .unexpectedAnswer(_, false): "check app.url and the paths in [app]"
        case .clearText: "use https, or set server.allow_clear_token = true"
        }
    }

    /// One sentence.
    public var description: String { hint.isEmpty ? "\(message)." : "\(message); \(hint)." }

    private static func quoted(_ message: String) -> String {
        let words = message.hasSuffix(".") ? String(message.dropLast()) : message
        return words.isEmpty ? "" : ": \(words)"
    }
}

extension String {
    /// Sanctum's own words for a token that lacks an ability (protocol notes 6.3).
    var saysMissingAbility: Bool { hasPrefix("Invalid ability") }
}
