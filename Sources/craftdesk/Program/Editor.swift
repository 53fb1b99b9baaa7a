import Foundation
import Spawning

/// `$VISUAL` or `$EDITOR` on a text, in the terminal that was lent for it.
struct Editor {
    /// The program and its arguments.
    let arguments: [String]
    private let directory: String
    private let environment: [String]

    /// The words of `$VISUAL`, else of `$EDITOR`, else `vi`.
    init(environment: [String: String]) {
        let text = [environment["VISUAL"], environment["EDITOR"]].lazy.compactMap { $0 }.first { !$0.isEmpty }
        arguments = (text ?? "vi").split(separator: " ").map(String.init)
        self.environment = HookRunner.clean(environment).map { "\($0)=\($1)" }
        directory = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    }

    /// Waits for the editor.
    /// - Returns: the text as it was saved; nil where it is the same as before.
    func edit(_ text: String) throws(Failure) -> String? {
        let path = "\(directory)/craftdesk-\(UUID().uuidString).md"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.inputOutput, "\(directory) can't be written; check TMPDIR.")
        }
        defer { unlink(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do { try file.write(contentsOf: Data(text.utf8)) } catch {
            throw Failure(.inputOutput, "\(path) can't be written: \(error.localizedDescription).")
        }
        try? file.close()
        try run(arguments + [path])
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        let edited = String(decoding: bytes.prefix(65_536), as: UTF8.self)
        return edited == text || edited == text + "\n" ? nil : edited
    }

    /// Runs a program on this terminal and waits for it.
    private func run(_ words: [String]) throws(Failure) {
        do throws(Spawn.Failed) {
            Spawn.wait(for: try Spawn.start(words, environment: environment, group: .shared))
        } catch { throw Failure(.usage, "the editor can't be started (\(error.description)); set EDITOR.") }
    }
}
