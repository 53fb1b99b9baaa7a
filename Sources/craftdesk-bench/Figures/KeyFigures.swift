import Foundation

/// From a key to what it paints, with many events in the feed: movement, pages, ends, tabs and detail.
struct KeyFigures {
    var events: Int
    var client: String

    func measure() async throws -> [Figure] {
        let stage = try await Stage(client: client)
        let screen = try await stage.connected(width: 80, height: 24)
        for number in 0..<events { await stage.publish(number) }
        try await screen.shows(unread: events)
        try await Task.sleep(for: .seconds(3))
        var delays: [Double] = []
        let keys = ["j", "j", "\u{1B}[6~", "k", "G", "k", "g", "]", "j", "["]
        for index in 0..<300 {
            let before = screen.bytesWritten
            let start = Measuring.now
            screen.type(keys[index % keys.count])
            // A key that changes nothing paints nothing: it isn't waited for.
            while screen.bytesWritten == before, Measuring.now - start < 0.3 { usleep(100) }
            if screen.bytesWritten > before { delays.append((screen.lastWrite - start) * 1000) }
            try await Task.sleep(for: .milliseconds(30))
        }
        await screen.end()
        await stage.close()
        return [
            Figure("key to painted with \(events) events, median", delays.percentile(0.5), "ms"),
            Figure(
                "key to painted with \(events) events, 99 of 100", delays.percentile(0.99), "ms", .atMost(16)),
            Figure("keys that painted", Double(delays.count), "of 300"),
        ]
    }
}
