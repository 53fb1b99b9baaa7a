import API
import App
import Feed
import JSON
import PusherCore
import Realtime

// What one part's types are in another's: the parts don't know each other, only this program knows them all.

extension Problem {
    init(_ error: APIError) {
        let status: ExitStatus? =
            switch error {
            case .unauthenticated: .refused
            case .clearText: .configuration
            default: nil
            }
        self.init(code: error.status, message: error.message, hint: error.hint, fatal: status)
    }

    init(_ error: SessionError) {
        self.init(
            code: error.code, message: error.message, hint: error.hint, fatal: error.isFatal ? .refused : nil)
        isOfConnection = true
        atStart =
            switch error.origin {
            case .network: .unreachable
            case .stranger: .notWebSocket
            // At the handshake: something in front of the server refuses.
            case .server: [401, 403, 407].contains(error.code) ? .refused : fatal
            }
    }
}

extension ApplicationRoutes {
    func authorisation(channel: String, socketID: String) async -> AuthorisationResult {
        switch await authorise(channel: channel, socketID: socketID) {
        case .granted(let auth, let channelData, let sharedSecret):
            .granted(auth: auth, channelData: channelData, sharedSecret: sharedSecret)
        case .refused(let status, let message): .refused(status: status, message: message)
        case .unreachable(let message): .unreachable(message: message)
        case .throttled(let retryAfter): .throttled(retryAfter: retryAfter)
        }
    }
}

extension TransportSecurity {
    /// For people.
    var sentence: String {
        switch self {
        case .plain: "none: no TLS"
        case .verified: "TLS, certificate verified"
        case .unverified: "TLS, certificate NOT VERIFIED (server.insecure)"
        }
    }
}

extension EventData {
    var payload: IncomingEvent.Payload {
        switch self {
        case .none: .none
        case .text(let bytes): .text(bytes)
        case .json(let bytes): .json(bytes)
        }
    }
}

extension Project {
    init(_ place: Place) { self.init(id: place.id, key: place.key ?? place.name, name: place.name) }
}

extension TaskPage {
    init(_ task: TaskDetail) {
        self.init(
            id: task.id, key: task.key, title: task.title, status: task.status, assignee: task.assignee,
            assigneeID: task.assigneeID,
            comments: task.comments.map { Comment(author: $0.author, body: $0.body) }
        )
    }
}

extension People.Member {
    /// A member by what the application's channel rule returned of them.
    init(_ member: Member) {
        let info = member.info.flatMap { try? JSONValue(parsing: $0) }
        let name = ["name", "display_name", "username", "email"].lazy.compactMap { info?[$0]?.string }.first
        self.init(id: member.id, name: name ?? "user \(member.id)")
    }
}

extension People.Change {
    init(_ change: PresenceChange) {
        switch change {
        case .list(let members): self = .list(members.map(People.Member.init))
        case .joined(let member): self = .joined(People.Member(member))
        case .left(let id): self = .left(id)
        }
    }
}
