import PusherCore
import Sandbox
import Testing

@testable import craftdesk

/// What takes its time is told while it does, and told to be over however it ends: a bar that stays says a lie.
@Suite struct WorkingTests {
    private func works(_ events: [EngineEvent], _ name: String) -> [Double?] {
        events.compactMap { event -> Double?? in
            guard case .working(name, let fraction) = event else { return nil }
            return .some(fraction)
        }
    }

    private func isOver(_ events: [EngineEvent], _ name: String) -> Bool {
        guard let last = works(events, name).last else { return false }
        return last == 1
    }

    @Test(arguments: [Fault.historySlow, .noHistory, .history500, .historyGone])
    func catchingUp(_ fault: Fault) async throws {
        let probe = try await EngineProbe([fault])
        try await probe.wait("it is over") { isOver($0, "Catching up") }
        let works = works(probe.events, "Catching up")
        #expect(works.first == .some(nil))
        #expect(works.compactMap(\.self).allSatisfy { (0...1).contains($0) })
        await probe.end()
    }

    @Test(arguments: ["142", "987654"]) func fetchingATask(_ task: String) async throws {
        let probe = try await EngineProbe()
        probe.engine.fetchTask(task)
        try await probe.wait("it is over") { isOver($0, "Fetching the task") }
        #expect(works(probe.events, "Fetching the task").first == .some(nil))
        await probe.end()
    }

    @Test func aTaskThatIsLeftBeforeItCame() async throws {
        let probe = try await EngineProbe()
        probe.engine.fetchTask("142")
        probe.engine.closeTask()
        try await probe.wait("it is over") { isOver($0, "Fetching the task") }
        await probe.end()
    }

    @Test func theRoundTripIsMeasuredWhenItIsAskedFor() async throws {
        let probe = try await EngineProbe()
        try await probe.waitForSubscription("private-workspace.7")
        func count(_ events: [EngineEvent]) -> Int {
            events.count { if case .roundTrip = $0 { true } else { false } }
        }
        let before = count(probe.events)
        probe.engine.measure()
        try await probe.wait("there is a round trip") { count($0) > before }
        await probe.end()
    }
}
