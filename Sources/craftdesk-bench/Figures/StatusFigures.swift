import Foundation

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
            var argv: [UnsafeMutablePointer<CChar>?] = [strdup(client), strdup("status"), nil]
            var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
            defer { for pointer in argv + variables { free(pointer) } }
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
            var child: pid_t = 0
            let start = Measuring.now
            guard posix_spawn(&child, client, &actions, nil, &argv, &variables) == 0 else {
                throw Stage.Missing(path: client)
            }
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            guard status == 0 else { throw ScreenClient.TimedOut(what: "craftdesk status: it failed") }
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
