import Foundation

/// Memory with 10,000 events, and whether it grows over what a busy team does in a week: 20 times as many.
struct MemoryFigures {
    var client: String

    /// Time in which the program has indexed what came and has given back what it doesn't need any more.
    private static let quiet = Duration.seconds(15)

    func measure() async throws -> [Figure] {
        let stage = try await Stage(client: client)
        let screen = try await stage.connected(width: 80, height: 24)
        let connected = Measuring.residentMegabytes(of: screen.process)
        try await stage.flood(0..<10_000, to: screen)
        try await Task.sleep(for: Self.quiet)
        let some = Measuring.residentMegabytes(of: screen.process)
        let own = Measuring.anonymousMegabytes(of: screen.process)
        try await stage.flood(10_000..<110_000, to: screen)
        try await Task.sleep(for: Self.quiet)
        let middle = Measuring.residentMegabytes(of: screen.process)
        try await stage.flood(110_000..<210_000, to: screen)
        try await Task.sleep(for: Self.quiet)
        let many = Measuring.residentMegabytes(of: screen.process)
        await screen.end()
        await stage.close()
        return [
            Figure("memory, connected, no events", connected, "MB"),
            Figure("memory with 10,000 events", some, "MB", .atMost(30)),
            Figure("of it the program's own, without code and libraries", own, "MB"),
            Figure("memory after 110,000 events", middle, "MB"),
            Figure("memory after 210,000 events, a replayed week", many, "MB"),
            Figure("growth over the second half of the week", many - middle, "MB", .atMost(2)),
        ]
    }
}
