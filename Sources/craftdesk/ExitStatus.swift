/// How the program ends, by sysexits(3) and the shell's 128 + signal.
enum ExitStatus: Int32, Sendable {
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
