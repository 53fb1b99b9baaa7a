import Foundation

/// The file that `craftdesk login` keeps the token in: 0600, in a directory of 0700, written whole or not at
/// all.
struct TokenFile: Sendable {
    let path: String

    func write(_ token: String) throws(Failure) {
        let directory = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                .inputOutput, "\(directory) can't be made; set auth.token_file to a file elsewhere.")
        }
        let temporary = "\(path).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("can't be written") }
        let bytes = Array("\(token)\n".utf8)
        let isWritten =
            Foundation.write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(temporary, path) == 0 else {
            let error = failure("can't be written")
            unlink(temporary)
            throw error
        }
    }

    /// Whether there was one.
    func delete() throws(Failure) -> Bool {
        if unlink(path) == 0 { return true }
        if errno == ENOENT { return false }
        throw failure("can't be deleted")
    }

    private func failure(_ what: String) -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure(
            .inputOutput, "\(path) \(what) (\(reason)); check the directory or set auth.token_file.")
    }
}
