/// The steps of `craftdesk doctor`, in order; a new one is a case here and a part of `Doctor.run`.
enum DoctorStep: String, CaseIterable, Sendable {
    case configuration
    case token
    case resolution = "name"
    case tcp
    case tls
    case handshake
    case greeting = "established"
    case whoami
    case projects
    case authorisation
    case subscription
    case roundTrip = "round_trip"
    case whispers
    case catchUp = "catch_up"
    case terminal
    case store

    /// The step after it.
    var next: DoctorStep? {
        Self.allCases.firstIndex(of: self).flatMap { Self.allCases.dropFirst($0 + 1).first }
    }

    /// What people call it.
    var title: String {
        switch self {
        case .configuration: "configuration"
        case .token: "token"
        case .resolution: "name resolution"
        case .tcp: "TCP"
        case .tls: "TLS"
        case .handshake: "handshake"
        case .greeting: "connection_established"
        case .whoami: "whoami"
        case .projects: "projects"
        case .authorisation: "authorisation"
        case .subscription: "subscription"
        case .roundTrip: "round trip"
        case .whispers: "whispers"
        case .catchUp: "catch-up"
        case .terminal: "terminal"
        case .store: "store"
        }
    }
}

/// Where something has to be changed.
enum Side: String, Sendable {
    case here
    case reverb
    case laravel
    case proxy
    case network

    /// As the beginning of a sentence.
    var phrase: String {
        switch self {
        case .here: "On this machine"
        case .reverb: "On the Reverb server"
        case .laravel: "In the Laravel application"
        case .proxy: "On the web server in front of Reverb"
        case .network: "In the network"
        }
    }
}

/// What is wrong, and the one thing to change: on which side, in which file, what.
struct Diagnosis: Equatable, Sendable {
    /// What happened, without a full stop.
    var what: String
    var side: Side
    /// The file or route; empty where there is none.
    var file: String
    /// What to do there, without a full stop.
    var change: String
    /// How the program ends.
    var status: ExitStatus

    init(_ what: String, _ side: Side, _ file: String, _ change: String, _ status: ExitStatus) {
        self.what = what
        self.side = side
        self.file = file
        self.change = change
        self.status = status
    }

    /// One sentence of what to do.
    var advice: String { "\(side.phrase)\(file.isEmpty ? "" : ", in \(file)"): \(change)." }
}

/// What a step came to.
enum DoctorResult: Equatable, Sendable {
    /// What was found, in a few words.
    case good(String)
    /// Works, but not as well as it could.
    case note(String, Diagnosis?)
    case fault(Diagnosis)
    /// An earlier fault left nothing to look at.
    case skipped
}

/// One line of the report.
struct DoctorFinding: Equatable, Sendable {
    var step: DoctorStep
    var result: DoctorResult
    /// How long it took.
    var time: Duration
}
