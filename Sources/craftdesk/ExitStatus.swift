/// How the program ends, by sysexits(3) and the shell's 128 + signal.
enum ExitStatus: Int32, CaseIterable, Sendable {
    case done = 0
    case usage = 64
    case badData = 65
    case unreachable = 69
    case inputOutput = 74
    case notWebSocket = 76
    case refused = 77
    case configuration = 78
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    /// For the manual.
    var help: String {
        switch self {
        case .done: "Done."
        case .usage: "The command line is wrong, or the screen has no terminal."
        case .badData: "What was given as input can't be read."
        case .unreachable: "The server can't be reached, or is gone for good."
        case .inputOutput: "A file or standard output can't be read or written."
        case .notWebSocket: "What answers is not a WebSocket, or no Pusher server."
        case .refused: "Refused: the token, or a channel."
        case .configuration: "The configuration can't be used."
        case .hungUp: "The terminal went away."
        case .interrupted: "Interrupted."
        case .terminated: "Terminated."
        }
    }
}

/// Why the program can't go on: one sentence for standard error and the status to end with.
struct Failure: Error, CustomStringConvertible, Sendable {
    var status: ExitStatus
    var description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    init(_ error: ConfigurationError) { self.init(.configuration, error.description) }
}
