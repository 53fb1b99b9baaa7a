import API
import JSON
import Screen

extension Failure {
    /// The sentence of a refused request, and the status for it.
    init(_ error: APIError) {
        let status: ExitStatus =
            switch error {
            case .unauthenticated, .forbidden, .invalid: .refused
            case .unreachable, .throttled, .status: .unreachable
            case .clearText: .configuration
            case .notFound, .csrf, .redirected, .unexpectedAnswer, .conflict, .gone: .refused
            }
        self.init(status, Sanitiser.row(error.description))
    }
}

extension User {
    /// The line of `whoami`.
    func line(host: String, _ source: String) -> String {
        let address = email.map { " <\($0)>" } ?? ""
        return Sanitiser.row("\(name)\(address), user \(id) of \(host), by the token of \(source)")
    }

    /// The object of `whoami --json`.
    func json(host: String) -> JSONTree {
        [
            "id": .string(id), "name": .string(name), "email": email.map(JSONTree.string) ?? .null,
            "host": .string(host),
        ]
    }
}
