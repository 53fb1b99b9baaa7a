import Screen

extension Model {
    /// Whether a new token is asked for: the one there was is refused.
    public var isLoggedOut: Bool { loggedOut != nil }

    /// The token is refused: nothing else changes, what is there stays readable.
    mutating func refusedToken(_ sentence: String) {
        loggedOut = Sanitiser.row(sentence)
        // What was said of one request or channel is said by this of all.
        status = nil
        guard case .login(var state) = screen, state.form.waitsFor != nil else { return }
        state.form.refuse("The application refuses this token too.")
        replace(.login(state))
    }

    /// Opens the form, for an application of this host.
    mutating func openLogin(host: String) {
        if case .login = screen { return }
        status = nil
        push(.login(LoginState(host: Sanitiser.row(host))))
    }

    mutating func pressedInLogin(_ key: KeyPress, _ state: LoginState) -> [Effect] {
        var state = state
        switch state.form.pressed(key) {
        case .changed:
            replace(.login(state))
            return []
        case .cancelled:
            pop()
            return []
        case .submitted: return submit(state)
        }
    }

    private mutating func submit(_ state: LoginState) -> [Effect] {
        var state = state
        let email = state.form.text(of: "email")
        let password = state.form.text(of: "password")
        let token = state.form.text(of: "token").trimmed
        defer { replace(.login(state)) }
        if !token.isEmpty {
            state.form.waitsFor = "asking whose token it is"
            return [.signIn(.token(token))]
        }
        guard !email.isEmpty, !password.isEmpty else {
            state.form.refuse(
                "Type an e-mail address and a password, or a token.", at: email.isEmpty ? "email" : "password"
            )
            return []
        }
        state.form.waitsFor = "signing in"
        return [.signIn(.password(email: email, password: password))]
    }

    /// The application's answer: the name of who is logged in, or why nobody is.
    mutating func signedIn(_ answer: SignInAnswer) {
        switch answer {
        case .accepted(let name):
            loggedOut = nil
            status = "logged in as \(Sanitiser.row(name))"
            stack.removeAll { if case .login = $0 { true } else { false } }
        case .refused(let sentence):
            guard case .login(var state) = screen, state.form.waitsFor != nil else { return }
            let isToken = !state.form.text(of: "token").isEmpty
            state.form.refuse(Sanitiser.row(sentence), at: isToken ? "token" : "password")
            replace(.login(state))
        }
    }

    /// What the status line says while nobody is logged in; nil for nothing.
    var loginSentence: String? { loggedOut.map { "\(label(.login)) logs in again: \($0)" } }
}

/// What came of signing in.
public enum SignInAnswer: Equatable, Sendable {
    /// With the name of who it is.
    case accepted(String)
    /// One sentence.
    case refused(String)
}
