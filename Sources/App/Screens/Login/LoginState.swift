/// Signing in while the program runs: with e-mail and password, or with a token.
struct LoginState: Equatable, Sendable {
    var form: Form

    /// The questions for an application of this host.
    init(host: String) {
        form = Form(
            title: "Log in to \(host)",
            lead: "The feed stays as it is. Only a token is kept, in a file that nobody but you can read.",
            fields: [
                .init("email", "E-mail", help: "Leave it empty to paste a token."),
                .init("password", "Password", isSecret: true, help: "It is sent to \(host) and not kept."),
                .init(
                    "token", "or a token", isSecret: true, isOptional: true,
                    help: "A personal access token that you made on the web."),
            ])
    }
}

/// What signs in.
public enum Credentials: Equatable, Sendable {
    case password(email: String, password: String)
    case token(String)
}
