/// What follows from the end of a connection (protocol notes 2.3).
enum Recovery: Equatable, Sendable {
    /// Try again after the backoff's next step (EOF, 1006 and the like).
    case backOff
    /// Try again after a backoff that begins with its second step (41xx, 43xx, protocol errors).
    case backOffLonger
    /// Try again within half a second (42xx).
    case reconnect
    /// Try again over TLS, once.
    case upgradeToTLS
    /// State *failed*, with a retry after one to two minutes: it may heal without us.
    case failedRetrying
    /// State *failed*: nothing changes until the user or the configuration does.
    case failed

    /// The rule for a close code, or for an error's code before the connection was established.
    init(code: Int) {
        switch code {
        case 4000: self = .upgradeToTLS
        case 4004: self = .failedRetrying
        case 4001...4099: self = .failed
        case 4100...4199: self = .backOffLonger
        case 4200...4299: self = .reconnect
        case 4300...4399, 1002, 1003, 1007...1011: self = .backOffLonger
        default: self = .backOff
        }
    }

    /// The rule for a transport that never opened.
    init(_ failure: TransportFailure) {
        switch failure {
        case .httpStatus(401, _, _), .httpStatus(403, _, _), .httpStatus(404, _, _), .httpStatus(426, _, _),
            .notWebSocket, .certificate, .tls:
            self = .failedRetrying
        case .httpStatus, .unreachable, .proxy, .timedOut: self = .backOff
        }
    }
}

/// How long to wait between attempts (protocol notes 4.2); the constants are chosen from the simulation in
/// Resources/herd.md.
public struct BackoffPolicy: Equatable, Sendable {
    /// Before the first attempt after a lost connection, in milliseconds: random already (RFC 6455 section
    /// 7.2.3), and wide, so that a thousand clients that lost one server don't return in one second.
    public var first = 200...2_000
    /// The n-th delay is at most 2ⁿ times this, in milliseconds.
    public var base = 1_000
    /// No delay is longer, in milliseconds.
    public var maximum = 60_000
    /// Delays are random between this part of the longest and the longest: 0 to 1.
    public var least = 0.5

    /// The policy of the notes.
    public init() {}

    /// pusher-js: always the same, without chance (4.1).
    public static func fixed(milliseconds: Int) -> BackoffPolicy {
        var policy = BackoffPolicy()
        policy.first = milliseconds...milliseconds
        policy.base = milliseconds
        policy.maximum = milliseconds
        policy.least = 1
        return policy
    }

    func delay(failures: Int) -> ClosedRange<Int> {
        guard failures > 0 else { return first }
        let ceiling = min(maximum, base << min(failures, 6))
        return min(ceiling, Int(Double(ceiling) * least))...ceiling
    }
}

/// Counts failures, and so knows the next delay.
struct Backoff: Equatable, Sendable {
    private let policy: BackoffPolicy
    /// Failures since a connection stayed established long enough.
    private(set) var failures = 0
    private var lastReconnect: Duration?

    init(_ policy: BackoffPolicy = BackoffPolicy()) { self.policy = policy }

    mutating func succeed() { failures = 0 }

    /// Network is back, or the machine woke up.
    mutating func forgive() { failures = min(failures, 1) }

    /// The next delay.
    mutating func delay(
        after recovery: Recovery, now: Duration, random: inout some RandomNumberGenerator
    ) -> Duration {
        var recovery = recovery
        if recovery == .reconnect {
            // A second 42xx within 30 s is a server in trouble, not one that restarts.
            if let last = lastReconnect, now - last < .seconds(30) { recovery = .backOffLonger }
            lastReconnect = now
        }
        if recovery == .backOffLonger { failures = max(failures, 1) }
        defer { failures = min(failures + 1, 100) }
        switch recovery {
        case .failedRetrying, .failed: return Self.between(60_000, 120_000, &random)
        case .reconnect where failures == 0, .upgradeToTLS: return Self.between(0, 500, &random)
        case .backOff, .backOffLonger, .reconnect:
            let range = policy.delay(failures: failures)
            return Self.between(range.lowerBound, range.upperBound, &random)
        }
    }

    static func between(_ low: Int, _ high: Int, _ random: inout some RandomNumberGenerator) -> Duration {
        .milliseconds(Int.random(in: low...high, using: &random))
    }
}
