import API
import JSON
import Realtime

/// The application of a replay: it knows what the recording holds, signs everything, and changes nothing.
struct RecordedApplication: ApplicationRoutes {
    let recording: Recording

    var listsProjects: Bool { !recording.projects.isEmpty }
    var canCatchUp: Bool { false }

    func use(token: String) {}

    func user() async throws(APIError) -> User {
        guard let user = recording.user else {
            throw .notFound(path: "/api/user", advice: "the recording doesn't say who it was")
        }
        return user
    }

    func projects(workspace: String) async throws(APIError) -> [Place] { recording.projects }

    func task(_ id: String) async throws(APIError) -> TaskDetail {
        throw .notFound(path: "task \(id)", advice: "a replay has no application to ask")
    }

    func comment(task: String, body: String, parent: String?) async throws(APIError) -> String? {
        throw .notFound(path: "task \(task)", advice: "a replay has no application to ask")
    }

    func update(task: String, _ fields: JSONTree, seen: TaskDetail?) async throws(APIError) -> TaskDetail {
        throw .notFound(path: "task \(task)", advice: "a replay has no application to ask")
    }

    func events(workspace: String, after: String?, limit: Int) async throws(APIError) -> EventPage {
        EventPage(events: [])
    }

    /// Any signature will do: what the server answered is in the recording.
    func authorise(channel: String, socketID: String) async -> ChannelAuthorisation {
        let member: JSONTree = ["user_id": .string(recording.user?.id ?? "0")]
        return .granted(auth: Redaction.mark, channelData: member.serialized(), sharedSecret: nil)
    }

    func shutdown() async {}
}

/// A recording that stands in the place of network and application.
struct Replay: Sendable {
    var application: RecordedApplication
    var transport: RecordedTransport
}
