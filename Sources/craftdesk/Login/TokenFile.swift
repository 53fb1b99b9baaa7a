import Foundation

/// The file that `craftdesk login` keeps the token in.
struct TokenFile: Sendable {
    let path: String

    func write(_ token: String) throws(Failure) {
        do throws(PrivateFile.Problem) {
            try PrivateFile(path: path).write("\(token)\n", replacing: true)
        } catch {
            switch error {
            case .directory(let directory):
                throw Failure(
                    .inputOutput, "\(directory) can't be made; set auth.token_file to a file elsewhere.")
            case .file(let reason): throw failure("can't be written", reason)
            }
        }
    }

    /// Whether there was one.
    func delete() throws(Failure) -> Bool {
        if unlink(path) == 0 { return true }
        if errno == ENOENT { return false }
        throw failure("can't be deleted", String(cString: strerror(errno)))
    }

    private func failure(_ what: String, _ reason: String) -> Failure {
        Failure(
            .inputOutput, "\(path) \(what) (\(reason)); check the directory or set auth.token_file.")
    }
}
