import API
import Feed
import Sandbox
import Testing

@testable import craftdesk

/// Tasks that are looked at, and what is done to them, over real sockets.
@Suite struct EngineTasksTests {
    @Test func anActionTellsItsTicketAndANewerTaskWins() async throws {
        let probe = try await EngineProbe()
        try await probe.waitForSubscription("private-project.3")
        probe.engine.fetchTask("142")
        try await probe.wait("the task is here") { events in
            events.contains { if case .task = $0 { true } else { false } }
        }
        probe.engine.comment(ticket: 1, task: "142", body: "Mine")
        try await probe.wait("the comment stands") { events in
            events.contains {
                if case .actionSucceeded(1, let task?) = $0 {
                    task.comments.last?.body == "Mine"
                } else {
                    false
                }
            }
        }
        // Somebody is faster: the task that is seen is older than the server's.
        probe.engine.closeTask()
        await probe.server.assign(task: 142, to: 5, by: 5)
        probe.engine.setStatus(ticket: 2, task: "142", to: "done")
        try await probe.wait("the status is refused") { events in
            events.contains {
                if case .actionRefused(2, _, let newer?) = $0 { newer.assigneeID == "5" } else { false }
            }
        }
        // What was refused with has been seen now.
        probe.engine.setStatus(ticket: 3, task: "142", to: "done")
        try await probe.wait("the status is taken") { events in
            events.contains {
                if case .actionSucceeded(3, let task?) = $0 { task.status == "done" } else { false }
            }
        }
        await probe.end()
    }

    @Test func anOpenTaskFollowsItsEvents() async throws {
        let probe = try await EngineProbe()
        try await probe.waitForSubscription("private-project.3")
        probe.engine.fetchTask("142")
        await probe.server.comment(task: 142, author: 5, body: "News")
        try await probe.wait("the task has the comment") { events in
            events.contains {
                if case .task(let task) = $0 { task.comments.last?.body == "News" } else { false }
            }
        }
        await probe.end()
    }
}
