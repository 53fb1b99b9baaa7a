import JSON
import SeededRandom

/// The faults that are switched on, and what they have to remember. Lives on the sandbox's event loop, shared
/// by its nodes.
final class Faults {
    /// In the table's order.
    private(set) var active: [Fault] = []
    private var set: Set<Fault> = []
    private var random: SplitMix64
    /// Tokens are refused from now on.
    var areTokensRevoked = false
    private var throttled: Set<String> = []
    private var outdated: Set<String> = []

    init(_ faults: some Sequence<Fault>, seed: UInt64) {
        random = SplitMix64(seed: seed ^ 0xFA_017)
        use(Set(faults))
    }

    /// Switches these on and all others off; what the others had to remember is forgotten.
    func use(_ faults: Set<Fault>) {
        set = faults
        active = Fault.allCases.filter(faults.contains)
        areTokensRevoked = false
        throttled = []
        outdated = []
    }

    func contains(_ fault: Fault) -> Bool { set.contains(fault) }

    /// What an authorisation is answered instead; nil where it is to be answered well.
    func authorisation(of channel: String, socketID: String) -> Response? {
        for fault in active {
            switch fault {
            case .auth302:
                var response = Response.text("Redirecting to /login.", status: 302)
                response.headers = [("Location", "/login")]
                return response
            case .auth401: return .message("Unauthenticated.", status: 401)
            case .auth403: return .message("", status: 403)
            case .auth403Project where channel.contains("project."): return .message("", status: 403)
            case .auth404: return .message("The route broadcasting/auth could not be found.", status: 404)
            case .auth419: return .message("CSRF token mismatch.", status: 419)
            case .auth422:
                return .json(
                    [
                        "message": "The device field is required.",
                        "errors": ["device": ["The device field is required."]],
                    ], status: 422)
            case .auth429 where throttled.insert("\(socketID) \(channel)").inserted:
                var response = Response.message("Too Many Attempts.", status: 429)
                response.headers = [("Retry-After", "1")]
                return response
            case .auth500: return .message("Server Error", status: 500)
            case .authFlaky where Int.random(in: 0..<4, using: &random) == 0:
                return .message("Server Error", status: 500)
            case .authHTML: return .page("Sign in")
            case .authEmpty: return .text("")
            default: continue
            }
        }
        return nil
    }

    /// How long an authorisation takes: nothing, 3 s, or longer than anybody waits.
    var authorisationDelay: Duration? {
        contains(.authSilent) ? .seconds(3600) : contains(.authSlow) ? .seconds(3) : nil
    }

    /// What a comment or a change of a task is answered instead; nil where it is to be done.
    var action: Response? {
        if contains(.action403) { return .message("Your role may only read.", status: 403) }
        guard contains(.action422) else { return nil }
        return .json(
            [
                "message": "The task is archived.",
                "errors": ["task": ["The task is archived."]],
            ], status: 422)
    }

    /// How long a comment or a change of a task takes.
    var actionDelay: Duration? { contains(.actionSlow) ? .seconds(3) : nil }

    /// How long a page of catch-up takes.
    var historyDelay: Duration? { contains(.historySlow) ? .seconds(2) : nil }

    /// Whether this authorisation of an encrypted channel gives a key that is no longer in use.
    func givesOutdatedKey(of channel: String) -> Bool {
        contains(.rotatedKey) && outdated.insert(channel).inserted
    }
}
