import Feed
import PusherCore
import Sandbox
import Testing

@testable import craftdesk

/// What channels and their authorisation come to, over real sockets.
@Suite struct EngineConnectionTests {
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

    @Test func aPassingFaultOfAuthorisationHealsByItself() async throws {
        for fault in [Fault.auth429, .authFlaky] {
            let probe = try await EngineProbe([fault])
            for channel in ["private-workspace.7", "private-project.3"] {
                try await probe.waitForSubscription(channel)
            }
            await probe.end()
        }
    }
}
