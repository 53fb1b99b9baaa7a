import Foundation

/// From an event's sending to its row on the terminal, at 80x24: at 40 events a second, where each is painted by
/// itself, and at 200, where frames are paced (`FramePace`). The server's part, a few tens of microseconds, is in
/// it.
struct LatencyFigures {
    var client: String

    func measure() async throws -> [Figure] {
        try await measure(rate: 40, count: 400) + measure(rate: 200, count: 2000)
    }

    private func measure(rate: Int, count: Int) async throws -> [Figure] {
        let stage = try await Stage(client: client)
        let screen = try await stage.connected(width: 80, height: 24)
        let before = screen.bytesWritten
        let cpu = Measuring.cpu(of: screen.process)
        var sent: [Double] = []
        var due = Measuring.now
        for number in 0..<count {
            due += 1 / Double(rate)
            let wait = due - Measuring.now
            if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
            sent.append(Measuring.now)
            await stage.publish(number)
        }
        try await screen.shows(unread: count)
        let bytes = screen.bytesWritten - before
        let used = Measuring.cpu(of: screen.process) - cpu
        var delays: [Double] = []
        var next = 0
        for (shown, at) in screen.shown {
            while next < min(shown, count) {
                delays.append((at - sent[next]) * 1000)
                next += 1
            }
        }
        await screen.end()
        await stage.close()
        let at = "at \(rate) events/s"
        return [
            Figure("sent to painted \(at), median", delays.percentile(0.5), "ms", .atMost(1)),
            Figure("sent to painted \(at), 99 of 100", delays.percentile(0.99), "ms", .atMost(5)),
            Figure(
                "terminal output of an event at 80x24 \(at)", Double(bytes) / Double(count), "bytes",
                .atMost(2000)),
            Figure("CPU of an event \(at)", used / Double(count) * 1e6, "us"),
        ]
    }
}
