import Foundation

/// A file that nobody else may read: 0600, in a directory of 0700, written whole or not at all.
struct PrivateFile: Sendable {
    /// Why it isn't written.
    enum Problem: Error, Equatable {
        /// The directory isn't there and can't be made.
        case directory(String)
        /// The system's words.
        case file(String)
    }

    let path: String

    /// - Parameter replacing: whether a file that is there already gives way; else it stays, and is a problem.
    func write(_ text: String, replacing: Bool) throws(Problem) {
        let directory = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw .directory(directory) }
        // Of this process alone: another that writes at the same moment doesn't get half of ours.
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.problem }
        defer { unlink(temporary) }
        let bytes = Array(text.utf8)
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let problem = Self.problem
            close(descriptor)
            throw problem
        }
        close(descriptor)
        // A link is made only where there is no file yet.
        guard (replacing ? rename(temporary, path) : link(temporary, path)) == 0 else { throw Self.problem }
    }

    private static var problem: Problem { .file(String(cString: strerror(errno))) }
}
