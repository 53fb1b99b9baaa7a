import API
import App
import Foundation
import Terminal

/// Another token while the program runs, wherever the one there was comes from.
extension ScreenProgram {
    /// What keeps the token and what the program was started with stay as they are until there is a new one.
    func askToLogIn() {
        let source = setup.tokenSource
        switch source {
        case .environment:
            send(
                .problem(
                    "the token comes from \(source?.place() ?? ""): quit, set another one there, and start again"
                ))
        case .command: runTokenCommand(source)
        case .file(let path):
            // "craftdesk login" in another terminal may have written one meanwhile.
            if let token = try? TokenSource.file(path).token(), token != setup.token {
                use(token)
                send(.problem("going on with the token that is in \(path) now"))
            } else {
                send(.askToLogIn(host: setup.settings.api.host))
            }
        case nil: send(.askToLogIn(host: setup.settings.api.host))
        }
    }

    func signIn(_ credentials: Credentials) {
        let signIn = SignIn(routes: setup.settings.api)
        Task {
            do throws(Failure) {
                let granted = try await signIn(credentials)
                if case .file(let path) = setup.tokenSource {
                    try TokenFile(path: path).write(granted.token)
                }
                use(granted.token)
                send(.signedIn(.accepted(granted.owner)))
            } catch { send(.signedIn(.refused(error.description))) }
        }
    }

    private func use(_ token: String) {
        setup.token = token
        engine.use(token: token)
    }

    /// The command may ask for a passphrase, so it gets the terminal.
    private func runTokenCommand(_ source: TokenSource?) {
        guard let source else { return }
        var result: Result<String, Failure>?
        terminal.lend { result = Result { () throws(Failure) in try source.token() } }
        switch result {
        case .success(let token):
            use(token)
            send(
                .problem("\(source.place()) was run again; where its token is refused, make a new one for it")
            )
        case .failure(let failure): send(.problem(failure.description))
        case nil: break
        }
    }
}
