import Foundation

/// A flood to the screen at 160x48: CPU of the client alone, from the first event sent to the last one shown.
struct FloodFigures {
    var events: Int
    var client: String

    func measure() async throws -> [Figure] {
        var figures: [Figure] = []
        for count in [events / 10, events] where count > 0 {
            let stage = try await Stage(client: client)
            let screen = try await stage.connected(width: 160, height: 48)
            let (cpu, bytes, start) = (
                Measuring.cpu(of: screen.process), screen.bytesWritten, Measuring.now
            )
            try await stage.flood(0..<count, to: screen)
            let used = Measuring.cpu(of: screen.process) - cpu
            figures.append(
                Figure("CPU of an event, \(count) events", used / Double(count) * 1e6, "us", .atMost(10)))
            figures.append(
                Figure("from first sent to last shown, \(count) events", Measuring.now - start, "s"))
            figures.append(
                Figure(
                    "terminal output of an event, \(count) events",
                    Double(screen.bytesWritten - bytes) / Double(count), "bytes"))
            figures.append(
                Figure("memory after \(count) events", Measuring.residentMegabytes(of: screen.process), "MB"))
            await screen.end()
            await stage.close()
        }
        return figures
    }
}
