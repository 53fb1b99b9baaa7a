import Testing

@testable import Sandbox

@Suite struct ScenarioPlayerTests {
    /// What happens in the first seconds.
    private func play(_ scenario: Scenario, seed: UInt64, seconds: Double) -> [(at: Double, step: Step)] {
        var player = ScenarioPlayer(scenario, seed: seed)
        var at = 0.0
        var steps: [(Double, Step)] = []
        while at < seconds {
            let (after, step) = player.next()
            at += after
            steps.append((at, step))
        }
        return steps
    }

    @Test func theSameSeedPlaysTheSame() throws {
        let scenario = try Scenario.named("team")
        func text(_ seed: UInt64) -> [String] { play(scenario, seed: seed, seconds: 200).map { "\($0)" } }
        #expect(text(1) == text(1))
        #expect(text(1) != text(2))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func somethingIsSeenWithinTwoSeconds(_ seed: UInt64) throws {
        let scenario = try Scenario.named("team")
        let first = play(scenario, seed: seed, seconds: 10).first {
            switch $0.step {
            case .typing, .join, .leave: false
            default: true
            }
        }
        #expect((first?.at ?? 99) <= 2, "\(String(describing: first))")
    }

    @Test func aTeamDoesEverythingInAFewMinutes() throws {
        let steps = play(try .named("team"), seed: 1, seconds: 300)
        var kinds: Set<String> = []
        for (_, step) in steps { kinds.insert(String("\(step)".prefix { $0 != "(" })) }
        #expect(kinds.count == 12, "\(kinds.sorted())")
    }

    @Test func thereAreBurstsAndSilences() throws {
        let steps = play(try .named("team"), seed: 1, seconds: 300)
        let pauses = zip(steps, steps.dropFirst()).map { $1.at - $0.at }
        #expect(pauses.contains { $0 > 5 })
        let busiest =
            steps.indices.map { index in
                steps[index...].prefix { $0.at < steps[index].at + 3 }.count
            }.max() ?? 0
        #expect(busiest >= 10)
    }
}
