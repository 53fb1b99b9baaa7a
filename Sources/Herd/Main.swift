import ArgumentParser
import Foundation
import PusherCore

/// The herd: a hundred thousand sessions come back to one server that restarted. Writes a table and a plot.
@main
struct HerdCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "craftdesk-herd",
        abstract: "Simulates many clients through a restart of their server, in virtual time.")

    @Option(help: "Clients.") var sessions = 100_000
    @Option(help: "Connections the server takes in a second.") var connections = 2_000
    @Option(help: "Authorisations the application answers in a second.") var authorisations = 4_000
    @Option(help: "Seconds the server is down.") var down = 5.0
    @Option(help: "Makes everything random.") var seed: UInt64 = 1
    @Option(help: "Where to write herd.md and herd.svg; without it the table goes to standard output.")
    var output: String?

    func validate() throws {
        guard (1...1_000_000).contains(sessions) else {
            throw ValidationError("--sessions must be 1 to 1000000.")
        }
        guard (1...1_000_000).contains(connections), (1...1_000_000).contains(authorisations) else {
            throw ValidationError("--connections and --authorisations must be 1 to 1000000.")
        }
        guard (0...600).contains(down) else { throw ValidationError("--down must be 0 to 600 seconds.") }
    }

    func run() throws {
        var setting = HerdConfiguration()
        setting.sessions = sessions
        setting.connectionsPerSecond = connections
        setting.authorisationsPerSecond = authorisations
        setting.downFor = down
        setting.seed = seed
        let report = HerdReport(setting, policies: Self.policies)
        guard let output else { return print(report.markdown) }
        try Data(report.markdown.utf8).write(to: URL(fileURLWithPath: output + "/herd.md"))
        try Data(report.plot.utf8).write(to: URL(fileURLWithPath: output + "/herd.svg"))
    }

    /// What is compared; the first is craftdesk's.
    static var policies: [HerdReport.Policy] {
        var full = BackoffPolicy()
        full.least = 0
        var wide = BackoffPolicy()
        wide.first = 200...10_000
        var short = BackoffPolicy()
        short.maximum = 10_000
        return [
            .init(
                name: "craftdesk", note: "0.2–2 s, then half to all of 2, 4, 8 … 60 s",
                backoff: BackoffPolicy()),
            .init(name: "pusher-js", note: "1 s, always", backoff: .fixed(milliseconds: 1_000)),
            .init(name: "full jitter", note: "0.2–2 s, then 0 to 2, 4, 8 … 60 s", backoff: full),
            .init(name: "wide first", note: "0.2–10 s, then as craftdesk", backoff: wide),
            .init(name: "short", note: "as craftdesk, never more than 10 s", backoff: short),
        ]
    }
}
