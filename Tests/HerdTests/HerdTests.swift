import PusherCore
import Testing

@testable import craftdesk_herd

/// The simulation of Resources/herd.md, shortened a hundredfold: the same shape, a second instead of minutes.
@Suite struct HerdTests {
    private func run(_ backoff: BackoffPolicy) -> HerdResult {
        var setting = HerdConfiguration()
        setting.sessions = 400
        setting.connectionsPerSecond = 8
        setting.authorisationsPerSecond = 16
        setting.backlog = 4
        setting.backoff = backoff
        return Herd.run(setting)
    }

    @Test func everybodyIsBackAndTheServerIsNotHammered() {
        let ours = run(BackoffPolicy())
        let fixed = run(.fixed(milliseconds: 1_000))
        #expect(ours.backAt.count == 400)
        #expect(ours.wastedAttempts < fixed.wastedAttempts)
        #expect(ours.peak < fixed.peak)
        // 400 clients with three channels each at 16 authorisations a second, after five seconds.
        let least = 5 + 1_200.0 / 16
        #expect((ours.seconds(until: 1, of: 400) ?? .infinity) < least * 2)
    }

    @Test func theSameSeedGivesTheSameHerd() {
        #expect(run(BackoffPolicy()).backAt == run(BackoffPolicy()).backAt)
    }

    @Test func aReportHasARowAndALineForEachPolicy() {
        var setting = HerdConfiguration()
        setting.sessions = 50
        let report = HerdReport(
            setting,
            policies: [
                .init(name: "ours", note: "x", backoff: BackoffPolicy()),
                .init(name: "fixed", note: "y", backoff: .fixed(milliseconds: 1_000)),
            ])
        #expect(report.markdown.contains("| ours | x |") && report.markdown.contains("| fixed | y |"))
        #expect(report.plot.split(separator: "\n").count { $0.hasPrefix("<polyline") } == 4)
    }
}
