import Feed
import PusherCore
import Sandbox
import Testing

@testable import craftdesk

/// What the application's faults come to, through the real HTTP client.
@Suite struct EngineFaultTests {
    /// Each refusal of protocol notes 6.3, with words that tell the user what to change.
    static let refusals: [(Fault, Int?, String)] = [
        (.auth302, 302, "redirect"), (.auth401, 401, "token"), (.auth403, 403, "private-workspace.7"),
        (.auth404, 404, "/api/broadcasting/auth"), (.auth419, 419, "browser"),
        (.auth422, 422, "device field"),
        (.authHTML, nil, "web page"), (.authEmpty, nil, "log"),
    ]

    @Test(arguments: refusals) func aRefusalIsASentence(_ fault: Fault, _ status: Int?, _ words: String)
        async throws
    {
        let probe = try await EngineProbe([fault])
        func sentences(_ events: [EngineEvent]) -> [String] {
            events.compactMap {
                switch $0 {
                case .subscription(_, .refused(_, let message)): message
                case .needsLogin(let problem), .problem(let problem): problem.description
                default: nil
                }
            }
        }
        try await probe.wait("the workspace is refused") { events in
            events.contains {
                if case .subscription("private-workspace.7", .refused) = $0 { true } else { false }
            }
        }
        try await probe.wait("it says \(words)") { sentences($0).contains { $0.contains(words) } }
        for case .subscription("private-workspace.7", .refused(let told, _)) in probe.events {
            if let status { #expect(told == status) }
        }
        await probe.end()
    }

    /// A token that is refused at an authorisation is a state of its own, told once; the connection stands.
    @Test func aRefusedTokenIsToldOnce() async throws {
        let probe = try await EngineProbe([.auth401])
        try await probe.wait("a login is needed") { events in
            events.contains { if case .needsLogin = $0 { true } else { false } }
        }
        try await probe.wait("every channel is refused") { events in
            events.count { if case .subscription(_, .refused) = $0 { true } else { false } } >= 3
        }
        #expect(probe.events.count { if case .needsLogin = $0 { true } else { false } } == 1)
        #expect(!probe.events.contains { if case .connection(.failed) = $0 { true } else { false } })
        await probe.server.use(faults: [])
        probe.engine.use(token: probe.server.users[0].token)
        try await probe.waitForSubscription("private-workspace.7")
        await probe.end()
    }

    @Test func aPassingFaultOfAuthorisationHealsByItself() async throws {
        for fault in [Fault.auth429, .authFlaky] {
            let probe = try await EngineProbe([fault])
            for channel in ["private-workspace.7", "private-project.3"] {
                try await probe.waitForSubscription(channel)
            }
            await probe.end()
        }
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
