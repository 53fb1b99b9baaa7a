import Foundation

/// `$VISUAL` or `$EDITOR` on a text, in the terminal that was lent for it.
struct Editor {
    /// The program and its arguments.
    let arguments: [String]
    private let directory: String

    /// The words of `$VISUAL`, else of `$EDITOR`, else `vi`.
    init(environment: [String: String]) {
        let text = [environment["VISUAL"], environment["EDITOR"]].lazy.compactMap { $0 }.first { !$0.isEmpty }
        arguments = (text ?? "vi").split(separator: " ").map(String.init)
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

    /// Runs a program on this terminal and waits for it. The signals this program ignores are the editor's own.
    private func run(_ words: [String]) throws(Failure) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for word in argv { free(word) } }
        var child: pid_t = 0
        let problem = posix_spawnp(&child, words[0], nil, &attributes, &argv, environ)
        guard problem == 0 else {
            throw Failure(
                .usage, "\(words[0]) can't be started (\(String(cString: strerror(problem)))); set EDITOR.")
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }
}
