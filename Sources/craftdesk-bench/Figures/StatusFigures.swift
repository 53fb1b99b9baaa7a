import Foundation
import Spawning

/// `craftdesk status` on a big store, the start of the process in it: what a shell prompt waits for.
struct StatusFigures {
    var entries: Int
    var client: String

    func measure() throws -> [Figure] {
        let directory = NSTemporaryDirectory() + "craftdesk-bench-status-\(getpid())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try StoreFigures.fill(directory + "/feed.sqlite", entries: entries, projects: 500, unreadEvery: 1)
        let environment = [
            "CRAFTDESK_SERVER_URL": "ws://127.0.0.1:9", "CRAFTDESK_SERVER_KEY": "k",
            "CRAFTDESK_APP_URL": "http://127.0.0.1:9", "CRAFTDESK_WORKSPACE_ID": "7",
            "CRAFTDESK_STORE_PATH": directory + "/feed.sqlite", "HOME": directory, "LC_ALL": "C.UTF-8",
        ]
        var times: [Double] = []
        for _ in 0..<20 {
            let start = Measuring.now
            let outcome = try Spawn.output(
                of: [client, "status"], environment: environment.map { "\($0)=\($1)" })
            guard outcome.status == 0 else {
                throw ScreenClient.TimedOut(what: "craftdesk status: it failed")
            }
            times.append((Measuring.now - start) * 1000)
        }
        return [
            Figure("craftdesk status with \(entries) unread entries, best", times.min() ?? 0, "ms"),
            Figure(
                "craftdesk status with \(entries) unread entries, median", times.percentile(0.5), "ms",
                .atMost(20)),
        ]
    }
}
