import ArgumentParser
import Glibc
import WebSocketCore

/// The two loops that touch every byte, beside the standard library's and C's: GB of a CPU second.
struct Primitives: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Masking and the UTF-8 validator, beside the standard library's and memmove."
    )
    @Option(help: "Bytes of a message.") var size = 1 << 20

    /// What texts are made of.
    private static let samples = [
        ("ASCII", "The quick brown fox jumps over the lazy dog. "),
        ("German", "Größe, Übermut und Fußgänger "),
        ("Japanese", "日本語の通知が届きました。"), ("emoji", "😀👩🏽‍💻🎉🚀"),
    ]

    func run() throws {
        var bytes = [UInt8](repeating: 0x55, count: size)
        var copy = bytes
        let copying = try rate(size) {
            copy.withUnsafeMutableBytes { to in
                bytes.withUnsafeBytes { from in
                    if let to = to.baseAddress, let from = from.baseAddress { memmove(to, from, size) }
                }
            }
            return true
        }
        for (name, sample) in Self.samples {
            let text = Array(String(repeating: sample, count: size / sample.utf8.count + 1).utf8)
            let own = try rate(text.count) {
                var validator = UTF8Validator()
                return validator.append(text[...]) && validator.isComplete
            }
            let library = try rate(text.count) { (try? UTF8Span(validating: text.span)) != nil }
            print("UTF-8, \(name)\t\(own)\t\(library)\t\(copying)")
        }
        let key = MaskingKey(0x1234_5678)
        let masking = try rate(size) {
            key.apply(to: &bytes, 0..<bytes.count, offset: 1)
            return true
        }
        print("masking\t\(masking)\t\t\(copying)")
    }

    private struct Wrong: Error {}

    /// GB of a CPU second, of the best of five runs.
    private func rate(_ count: Int, _ work: () -> Bool) throws -> Double {
        let rounds = max(1, (256 << 20) / count)
        var best = Double.infinity
        for _ in 0..<5 {
            let start = Meter.cpu
            for _ in 0..<rounds { guard work() else { throw Wrong() } }
            best = min(best, Meter.cpu - start)
        }
        return Double(count * rounds) / best / 1e9
    }
}
