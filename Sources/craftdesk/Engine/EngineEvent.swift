import API
import Feed
import PusherCore

/// What the engine has to tell, in the order it happened.
enum EngineEvent: Sendable {
    case connection(ConnectionState)
    case established(socketID: String)
    case reconnecting(attempt: Int, after: Duration)
    case subscription(channel: String, SubscriptionState)
    case presence(channel: String, PresenceChange)
    case roundTrip(Duration)
    /// Who I am, and the projects; each again when the application answers anew.
    case identity(Identity)
    case projects([Project])
    /// Live events, read by the catalogue.
    case arrived([Feed.Notification])
    /// What the first start ever fetched: history, read from the start.
    case history([Feed.Notification])
    /// What was missed and fetched after an outage, oldest first, and how sure it is that this is all.
    case recovered([Feed.Notification], Outage)
    case whisper(Whisper, channel: String)
    /// Work that may take its time: what it is, and how far it is from 0 to 1; nil where nobody knows, 1 when it
    /// is done.
    case working(String, Double?)
    /// The point to go on from after a restart; to be stored after everything that came before it.
    case cursor(String)
    /// A task that is looked at, fetched or changed; never an older one than the last.
    case task(TaskDetail)
    /// A task that was asked about, as it is.
    case taskChecked(TaskDetail)
    /// The task before the change with this ticket, where it had not been seen.
    case actionFound(Int, TaskDetail)
    /// No answer came, so nobody knows whether the application did what was asked with this ticket.
    case actionUncertain(Int, String)
    /// The application did what was asked with this ticket.
    case actionSucceeded(Int, TaskDetail?)
    /// It did not, for the reason in the sentence; where somebody was faster, with the newer task.
    case actionRefused(Int, String, newer: TaskDetail?)
    /// The token is wrong, expired or revoked: said once, until `use(token:)`. What is there stays readable,
    /// and a connection that stands goes on.
    case needsLogin(Problem)
    case problem(Problem)
}

/// One sentence for a person, and the status to end with where there is no screen to stay on.
struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
    var code: Int?
    var message: String
    var hint: String
    /// Set when nothing will come until the user changes something.
    var fatal: ExitStatus?
    /// What a program without a screen ends with when this comes before it was ever connected: waiting for a
    /// server that isn't there, or isn't one, helps no script.
    var atStart: ExitStatus?
    /// Whether it is one of the connection and its channels, not of the application's routes.
    var isOfConnection = false

    var description: String { hint.isEmpty ? "\(message)." : "\(message); \(hint)." }
}
