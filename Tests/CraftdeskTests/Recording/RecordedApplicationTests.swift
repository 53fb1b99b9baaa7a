import API
import JSON
import Testing

@testable import craftdesk

/// A replay asks nobody: what isn't in the recording is said not to be there, and nothing is changed.
@Suite struct RecordedApplicationTests {
    private let full: RecordedApplication

    init() {
        var recording = Recording()
        recording.user = User(id: "5", name: "Ana")
        recording.projects = [Place(id: "3", key: "WEB", name: "Website")]
        full = RecordedApplication(recording: recording)
    }

    @Test func whatTheRecordingHoldsIsAnswered() async throws {
        #expect(try await full.user().name == "Ana")
        #expect(full.listsProjects)
        #expect(try await full.projects(workspace: "7").map(\.id) == ["3"])
        #expect(!full.canCatchUp)
        #expect(try await full.events(workspace: "7", after: nil, limit: 10) == EventPage(events: []))
    }

    @Test func whatItDoesNotHoldIsNotFound() async {
        let empty = RecordedApplication(recording: Recording())
        #expect(!empty.listsProjects)
        let user = await #expect(throws: APIError.self) { try await empty.user() }
        #expect(user?.status == 404)
        let task = await #expect(throws: APIError.self) { try await full.task("142") }
        #expect(task?.status == 404)
    }

    @Test func nothingIsChanged() async {
        let comment = await #expect(throws: APIError.self) {
            try await full.comment(task: "142", body: "x", parent: nil)
        }
        let update = await #expect(throws: APIError.self) {
            try await full.update(task: "142", ["status": "done"], seen: nil)
        }
        #expect(comment?.status == 404 && update?.status == 404)
    }

    /// Every channel is granted, presence channels too: the server's answers are in the recording.
    @Test func everyChannelIsGranted() async throws {
        let answer = await full.authorise(channel: "presence-project.3", socketID: "1.2")
        guard case .granted(_, let data?, nil) = answer else {
            Issue.record()
            return
        }
        #expect(try JSONValue(parsing: Array(data.utf8))["user_id"]?.string == "5")
    }
}
