import API
import JSON
import PusherCore

/// What the engine asks of the application. `APIClient` asks over HTTP; a replay answers from its recording.
protocol ApplicationRoutes: Sendable {
    var listsProjects: Bool { get }
    var canCatchUp: Bool { get }
    func use(token: String)
    func user() async throws(APIError) -> User
    func projects(workspace: String) async throws(APIError) -> [Place]
    func task(_ id: String) async throws(APIError) -> TaskDetail
    func comment(task: String, body: String, parent: String?) async throws(APIError) -> String?
    func update(task: String, _ fields: JSONTree, seen: TaskDetail?) async throws(APIError) -> TaskDetail
    func events(workspace: String, after: String?, limit: Int) async throws(APIError) -> EventPage
    func authorise(channel: String, socketID: String) async -> ChannelAuthorisation
    func shutdown() async
}

extension APIClient: ApplicationRoutes {}
