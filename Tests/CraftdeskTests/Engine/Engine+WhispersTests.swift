import Feed
import Realtime
import Sandbox
import Testing

@testable import craftdesk

/// Whispers between two clients, over real sockets.
@Suite struct EngineWhispersTests {
    @Test func typingIsHeardByTheOthersAndNotByMe() async throws {
        let me = try await EngineProbe()
        let other = try await EngineProbe(on: me.server, user: 1)
        try await me.waitForSubscription("presence-project.3")
        try await other.waitForSubscription("presence-project.3")
        me.engine.typing(task: "142", project: "3")
        me.engine.viewing(task: "142")
        try await other.wait("somebody types") { events in
            events.contains {
                if case .whisper(let whisper, _) = $0 { whisper.kind == .typing } else { false }
            }
        }
        try await other.wait("somebody looks") { events in
            events.contains {
                if case .whisper(let whisper, _) = $0, case .cursor = whisper.kind {
                    whisper.taskID == "142"
                } else {
                    false
                }
            }
        }
        let heard = other.events.compactMap {
            if case .whisper(let whisper, _) = $0 { whisper.userID } else { nil }
        }
        #expect(Set(heard) == [me.server.users[0].id])
        await other.engine.stop()
        await me.end()
        #expect(!me.events.contains { if case .whisper = $0 { true } else { false } })
    }

    /// Two switches: who turns them off is heard of by nobody, and hears the others all the same.
    @Test func whoWhispersNothingStillHears() async throws {
        let silent = ["ui.send_typing": "false", "ui.send_cursor": "false"]
        let me = try await EngineProbe(settings: silent)
        let other = try await EngineProbe(on: me.server, user: 1)
        try await me.waitForSubscription("presence-project.3")
        try await other.waitForSubscription("presence-project.3")
        me.engine.typing(task: "142", project: "3")
        me.engine.viewing(task: "142")
        // What I send comes to the others in order: after this, what came before it would be here.
        other.engine.typing(task: "142", project: "3")
        try await me.wait("somebody types") { events in
            events.contains { if case .whisper = $0 { true } else { false } }
        }
        me.engine.realtime.whisper(
            event: "client-typing", channel: "presence-project.3", data: Array(#"{"name":"last"}"#.utf8))
        try await other.wait("the last word") { events in
            events.contains { if case .whisper(let word, _) = $0 { word.name == "last" } else { false } }
        }
        let heard = other.events.count { if case .whisper = $0 { true } else { false } }
        #expect(heard == 1)
        await other.engine.stop()
        await me.end()
    }
}
