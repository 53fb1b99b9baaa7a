import ArgumentParser
import Foundation

/// Feeds damaged handshakes, frames and compressed messages to both ends. Built with the address sanitizer and
/// libFuzzer by `Resources/scripts/fuzz`.
@main
struct WebSocketFuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "websocket-fuzz", abstract: "Damaged input for the WebSocket.",
        subcommands: [Seeded.self, Guided.self], defaultSubcommand: Seeded.self
    )
}

/// Inputs from fixed seeds, on every toolchain: a run that finds something is repeated by its seed.
struct Seeded: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Every file of a corpus, then mutations of them."
    )
    @Option(help: "The folder of the corpus.") var corpus = "Tests/WebSocketCoreTests/Corpus"
    @Option(help: "How many mutations.") var inputs = 1_000_000
    @Option(help: "Where the randomness begins.") var seed: UInt64 = 1

    func run() throws {
        let folder = URL(fileURLWithPath: corpus)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
        let samples = try files.map { Array(try Data(contentsOf: $0)) }
        guard !samples.isEmpty else { throw ValidationError("there is no file in \(corpus)") }
        var tally = Tally()
        for (file, sample) in zip(files, samples) {
            tally.add(try check(sample, seed: 0, name: file.lastPathComponent))
        }
        for number in 0..<inputs {
            let seed = seed &+ UInt64(number)
            var mutator = Mutator(seed: seed)
            tally.add(try check(mutator.mutate(samples), seed: seed, name: "seed \(seed)"))
        }
        print("\(samples.count) files and \(inputs) mutations, all as documented; how they ended:")
        for (end, count) in tally.ends.sorted(by: { $0.value > $1.value }) { print("\(count)\t\(end)") }
    }

    private func check(_ input: [UInt8], seed: UInt64, name: String) throws -> String {
        do throws(Violation) { return try Target.run(input, seed: seed) } catch {
            let hex = input.map { String(format: "%02x", $0) }.joined()
            throw ValidationError("\(name): \(error.description)\ninput: \(hex)")
        }
    }
}

/// How inputs ended: a run in which nearly all end in the same way tests little.
struct Tally {
    var ends: [String: Int] = [:]
    mutating func add(_ end: String) { ends[end, default: 0] += 1 }
}
