/// Why the sandbox can't start; each says what, where and what to do.
public enum SandboxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The address can't be listened on.
    case cannotListen(host: String, port: Int, reason: String)
    /// No scenario of that name, and no file.
    case unknownScenario(String, known: [String])
    /// A scenario file that can't be read, for the reason given.
    case malformedScenario(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .cannotListen(let host, let port, let reason):
            "can't listen on \(host):\(port) (\(reason)); choose another with --port."
        case .unknownScenario(let name, let known):
            "there is no scenario \"\(name)\"; there are \(known.joined(separator: ", ")), or name a JSON file."
        case .malformedScenario(let reason): "the scenario can't be used: \(reason)."
        }
    }
}
