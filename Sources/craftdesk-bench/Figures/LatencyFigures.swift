import Foundation

/// From an event's sending to its row on the terminal, at 200 events a second and 80x24. The server's part, a
/// few tens of microseconds, is in it.
struct LatencyFigures {
    var client: String
    private let count = 2000

    init(client: String) { self.client = client }

    func measure() async throws -> [Figure] {
        let stage = try await Stage(client: client)
        let screen = try await stage.connected(width: 80, height: 24)
        let before = screen.bytesWritten
        let cpu = Measuring.cpu(of: screen.process)
        var sent: [Double] = []
        var due = Measuring.now
        for number in 0..<count {
            due += 0.005
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
        return [
            Figure("sent to painted, median", delays.percentile(0.5), "ms", .atMost(1)),
            Figure("sent to painted, 99 of 100", delays.percentile(0.99), "ms", .atMost(5)),
            Figure(
                "terminal output of an event at 80x24", Double(bytes) / Double(count), "bytes", .atMost(2000)),
            Figure("CPU of an event, painted one by one", used / Double(count) * 1e6, "us"),
        ]
    }
}
