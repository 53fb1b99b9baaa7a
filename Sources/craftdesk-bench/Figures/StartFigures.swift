import Feed
import Foundation
import Store

/// From exec to the first picture, with many events stored and a network that never answers.
struct StartFigures {
    var client: String
    private let entries = 100_000

    init(client: String) { self.client = client }

    func measure() async throws -> [Figure] {
        let stage = try await Stage(client: client)
        try StoreFigures.fill(stage.storePath, entries: entries, projects: 4, unreadEvery: 10)
        let newest = "newest of \(entries)"
        var environment = stage.environment
        // An address that takes packets and never answers (RFC 5737).
        environment["CRAFTDESK_SERVER_URL"] = "wss://192.0.2.1:443"
        environment["CRAFTDESK_APP_URL"] = "https://192.0.2.1:443"
        var times: [Double] = []
        var memory = 0.0
        for _ in 0..<10 {
            let screen = try ScreenClient(
                client, [], environment: environment, width: 80, height: 24, needle: newest)
            times.append((try await screen.needleAppears() - screen.startedAt) * 1000)
            memory = Measuring.residentMegabytes(of: screen.process)
            await screen.end()
        }
        await stage.close()
        return [
            Figure("exec to first paint with \(entries) stored, best", times.min() ?? 0, "ms"),
            Figure(
                "exec to first paint with \(entries) stored, median", times.percentile(0.5), "ms", .atMost(50)
            ),
            Figure("memory at the first paint", memory, "MB"),
        ]
    }
}
