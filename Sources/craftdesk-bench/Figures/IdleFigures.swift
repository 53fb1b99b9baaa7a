import Foundation

/// What a connected client does while nothing happens: it sleeps.
struct IdleFigures {
    var seconds: Double
    var client: String

    func measure() async throws -> [Figure] {
        let stage = try await Stage(client: client)
        let screen = try await stage.connected(width: 80, height: 24)
        // What follows a start is over by then: history, index, the first upkeep.
        try await Task.sleep(for: .seconds(5))
        let (sleeps, bytes, cpu) = (
            Measuring.sleeps(of: screen.process), screen.bytesWritten, Measuring.cpu(of: screen.process)
        )
        try await Task.sleep(for: .seconds(seconds))
        let wakeUps = Double(Measuring.wakeUps(of: screen.process, since: sleeps))
        let written = Double(screen.bytesWritten - bytes)
        let used = Measuring.cpu(of: screen.process) - cpu
        await screen.end()
        await stage.close()
        return [
            Figure("wake-ups in 15 s of idleness", wakeUps / seconds * 15, "", .atMost(1)),
            Figure("bytes painted in \(Report.number(seconds)) s of idleness", written, "bytes", .atMost(0)),
            Figure("CPU in \(Report.number(seconds)) s of idleness", used * 1000, "ms"),
        ]
    }
}
