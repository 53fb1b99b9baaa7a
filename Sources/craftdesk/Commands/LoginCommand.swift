import API
import App
import ArgumentParser
import Foundation
import JSON

/// `craftdesk login`: a token of the application's, kept in a file that only its owner can read.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Get a token with e-mail and password, or keep one that you paste.",
        discussion: example(
            "craftdesk login", "Asks for e-mail and password.",
            "craftdesk login --token -", "Asks for a token, or reads one from standard input.")
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: ArgumentHelp("Who signs in; asked for when left out.", valueName: "address"))
    var email: String?

    @Option(help: ArgumentHelp("What the token is called there.", valueName: "name"))
    var device: String?

    @Option(help: ArgumentHelp("\"-\" takes a token instead of a password.", valueName: "-"))
    var token: String?

    func validate() throws {
        if let token, token != "-" {
            throw ValidationError(
                "--token takes only \"-\": a token on the command line is seen by everyone on this machine.")
        }
    }

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let routes = try ClientSettings.application(configuration)
            let path = TokenSource.file(configuration, options.paths)
            let prompt = Prompt()
            let credentials = try credentials(prompt, host: routes.host)
            let signIn = SignIn(routes: routes)
            let granted = try await Progress.during("asking \(routes.host)") { () throws(Failure) in
                try await signIn(credentials, device: device ?? SignIn.device)
            }
            try TokenFile(path: path).write(granted.token)
            Output.line("Logged in to \(routes.host) as \(granted.owner); the token is in \(path).")
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            if source != .file(path) {
                Output.note("craftdesk: \(source.place()) is set and is used instead of it.")
            }
            return .done
        }
    }

    /// A request, and a word where the application takes its time.
    static func progress<Result: Sendable>(
        _ routes: APIConfiguration, _ request: @Sendable () async throws(APIError) -> Result
    ) async throws(APIError) -> Result {
        try await Progress.during("asking \(routes.host)", request)
    }

    private func credentials(_ prompt: Prompt, host: String) throws(Failure) -> Credentials {
        if token != nil { return .token(try prompt.askSecret("Token for \(host)")) }
        let email: String
        if let given = self.email { email = given } else { email = try prompt.ask("E-mail for \(host)") }
        return .password(email: email, password: try prompt.askSecret("Password"))
    }
}

/// `craftdesk logout`: revokes the token where the application can, and deletes the file in any case.
struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Revoke the token and delete its file.",
        discussion: example("craftdesk logout", "From now on the token is of no use to anybody.")
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            var sentence = "There was no token."
            if let token = try? source.token() {
                sentence = await Self.revoke(token, try ClientSettings.application(configuration))
            }
            let path = TokenSource.file(configuration, options.paths)
            if try TokenFile(path: path).delete() { sentence += " \(path) is deleted." }
            Output.line(sentence)
            if case .file = source {
            } else {
                Output.note("craftdesk: \(source.place()) still gives the token; unset it too.")
            }
            return .done
        }
    }

    private static func revoke(_ token: String, _ routes: APIConfiguration) async -> String {
        guard let client = try? APIClient(configuration: routes, token: token) else {
            return "The token was not sent, and so not revoked."
        }
        var sentence = "The token is revoked."
        do throws(APIError) {
            try await LoginCommand.progress(routes) { () throws(APIError) in try await client.logout() }
        } catch {
            switch error {
            case .unauthenticated: sentence = "The token was not valid any more."
            case .notFound:
                sentence = "The application has no route to revoke it: revoke the token on its web page."
            default:
                sentence = "The token could not be revoked (\(error.message)): revoke it on the web page."
            }
        }
        await client.shutdown()
        return sentence
    }
}

/// `craftdesk whoami`: whose token it is.
struct WhoamiCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Whose token it is, and where it comes from.",
        discussion: example("craftdesk whoami", "Name, address and id of the user.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "As one JSON object.") var json = false

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let routes = try ClientSettings.application(configuration)
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            let token = try source.token()
            let client: APIClient
            do throws(APIError) { client = try APIClient(configuration: routes, token: token) } catch {
                throw Failure(error)
            }
            let user: User
            do throws(APIError) {
                user = try await LoginCommand.progress(routes) { () throws(APIError) in
                    try await client.user()
                }
            } catch {
                await client.shutdown()
                throw Failure(error)
            }
            await client.shutdown()
            Output.line(
                json
                    ? user.json(host: routes.host).serialized() : user.line(host: routes.host, source.place())
            )
            return .done
        }
    }
}
