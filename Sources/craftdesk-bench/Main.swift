import ArgumentParser
import Foundation
import JSON

/// craftdesk's figures (Resources/performance.md tells what each of them is). Each family is a file of its
/// own; the client that is measured is the real binary, in a terminal of its own and a process of its own.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "craftdesk-bench", abstract: "craftdesk's figures, as a table or as JSON.")

    @Option(
        name: .customLong("only"),
        help: ArgumentHelp(
            "A family: \(Family.allCases.map(\.rawValue).joined(separator: ", ")). Can be given again.",
            valueName: "name"))
    var only: [Family] = []
    @Option(help: "Events of the line and the flood.") var events = 100_000
    @Option(help: "Entries of the big store.") var entries = 1_000_000
    @Option(help: "Seconds an idle client is watched.") var idleSeconds = 60.0
    @Option(help: ArgumentHelp("The craftdesk to measure; the one beside this program.", valueName: "file"))
    var client: String?
    @Option(help: ArgumentHelp("Python of the peer's virtual environment.", valueName: "file"))
    var python = ".build/bench-venv/bin/python"
    @Flag(help: "As one JSON array.") var json = false

    func validate() throws {
        guard events > 0, entries > 0, idleSeconds > 0 else {
            throw ValidationError("--events, --entries and --idle-seconds must be above 0.")
        }
    }

    func run() async throws {
        let report = Report(isJSON: json)
        for family in only.isEmpty ? Family.allCases : only {
            report.begin(family)
            for figure in try await figures(of: family) { report.add(figure, of: family) }
        }
        report.end()
    }

    private func figures(of family: Family) async throws -> [Figure] {
        switch family {
        case .line: try LineFigures(events: events, python: python).measure()
        case .flood: try await FloodFigures(events: events, client: clientPath).measure()
        case .latency: try await LatencyFigures(client: clientPath).measure()
        case .keys: try await KeyFigures(events: events, client: clientPath).measure()
        case .start: try await StartFigures(client: clientPath).measure()
        case .memory: try await MemoryFigures(client: clientPath).measure()
        case .idle: try await IdleFigures(seconds: idleSeconds, client: clientPath).measure()
        case .store: try StoreFigures(entries: entries).measure()
        case .status: try StatusFigures(entries: entries, client: clientPath).measure()
        }
    }

    private var clientPath: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return client ?? (own as NSString).deletingLastPathComponent + "/craftdesk"
    }
}

/// What can be measured by itself.
enum Family: String, CaseIterable, ExpressibleByArgument {
    case line, flood, latency, keys, start, memory, idle, store, status
}
