import Feed
import PusherCore
import Sandbox
import Testing

@testable import craftdesk

/// What was missed, over real sockets.
@Suite struct EngineCatchUpTests {
    @Test func whatHappensWhileAwayIsRecoveredOnce() async throws {
        let probe = try await EngineProbe()
        try await probe.wait("history is here") { events in
            events.contains { if case .history = $0 { true } else { false } }
        }
        try await probe.waitForSubscription("private-project.3")
        await probe.server.comment(task: 142, author: 5, body: "live")
        try await probe.wait("it came live") { _ in !probe.arrived.isEmpty }
        await probe.server.dropConnections()
        await probe.server.comment(task: 142, author: 5, body: "missed")
        try await probe.wait("the outage is over") { _ in !probe.recovered.isEmpty }
        await probe.end()
        let missed = probe.recovered.flatMap(\.notifications).filter { $0.excerpt == "missed" }
        #expect(missed.count == 1)
        #expect(missed.allSatisfy { !$0.live })
        #expect(probe.recovered.first?.outage.isComplete == true)
    }

    @Test func anApplicationWithoutHistoryIsFoundOutOnceAndAnOutageIsAGap() async throws {
        let probe = try await EngineProbe([.noHistory])
        try await probe.waitForSubscription("private-project.3")
        for _ in 0..<2 {
            let before = probe.recovered.count
            await probe.server.dropConnections()
            try await probe.wait("an outage is told") { _ in probe.recovered.count > before }
        }
        #expect(probe.recovered.allSatisfy { !$0.outage.isComplete })
        let said = probe.events.count { event in
            if case .problem(let problem) = event { problem.code == 404 } else { false }
        }
        #expect(said == 1)
        await probe.end()
    }
}

/// A server that always hangs up shortly after subscribing, in front of an application that takes its time: no
/// answer comes while there is a connection.
@Suite struct LongHangUpTests {
    @Test func whatWasMissedComesInAllTheSameAndOnce() async throws {
        let probe = try await EngineProbe()
        try await probe.wait("history is here") { events in
            events.contains { if case .history = $0 { true } else { false } }
        }
        try await probe.waitForSubscription("private-project.3")
        await probe.server.use(faults: [.hangUp, .historySlow])
        await probe.server.dropConnections()
        for number in 0..<3 { await probe.server.comment(task: 142, author: 5, body: "missed \(number)") }
        try await probe.wait("what was missed is here") { _ in
            probe.recovered.contains { !$0.notifications.isEmpty }
        }
        await probe.server.use(faults: [])
        await probe.server.comment(task: 142, author: 5, body: "last")
        try await probe.wait("everything is here") { _ in
            (probe.recovered.flatMap(\.notifications) + probe.arrived).contains { $0.excerpt == "last" }
        }
        await probe.end()
        let fetched = probe.recovered.flatMap(\.notifications).compactMap(\.excerpt)
        for number in 0..<3 { #expect(fetched.count { $0 == "missed \(number)" } == 1) }
        let outages = probe.recovered.map(\.outage)
        #expect(outages.allSatisfy { $0.isComplete && $0.from < $0.to })
        #expect(zip(outages, outages.dropFirst()).allSatisfy { $0.to <= $1.from })
    }
}

/// Waits for the pauses between requests.
@Suite struct LongCatchUpRetryTests {
    @Test func aCatchUpThatFailsIsTriedAgainFromTheSameCursor() async throws {
        let probe = try await EngineProbe()
        try await probe.wait("history is here") { events in
            events.contains { if case .history = $0 { true } else { false } }
        }
        await probe.server.use(faults: [.history500])
        await probe.server.dropConnections()
        await probe.server.comment(task: 142, author: 5, body: "missed")
        try await probe.wait("the fault is told") { events in
            events.contains { if case .problem(let problem) = $0 { problem.code == 500 } else { false } }
        }
        await probe.server.use(faults: [])
        try await probe.wait("the outage is over") { _ in
            probe.recovered.contains { $0.notifications.contains { $0.excerpt == "missed" } }
        }
        #expect(probe.recovered.last?.outage.isComplete == true)
        await probe.end()
    }
}
