import API
import App
import Feed
import PusherCore

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

extension Model.TaskPage {
    init(_ task: TaskDetail) {
        self.init(
            id: task.id, title: task.title, status: task.status, assignee: task.assignee,
            comments: task.comments.map { ($0.author, $0.body) }
        )
    }
}
