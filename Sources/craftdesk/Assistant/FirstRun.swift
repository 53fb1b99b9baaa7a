import API
import App
import Foundation
import NIOCore
import PusherCore
import Realtime

/// What the first-run assistant asks of the outside: the application's page, its WebSocket, a token, two files.
struct FirstRun: Sendable {
    var loader: ConfigurationLoader
    var environment: [String: String]
    var paths: Paths
    var group: any EventLoopGroup

    /// Scripts of a page that are looked through.
    private static let scriptLimit = 12
    /// How long any one step of a connection may take.
    private static let patience = Duration.seconds(10)

    // MARK: The address

    /// Takes an address apart, asks the application's page for the rest, and connects where all is known.
    func look(_ text: String) async -> Assistant.Event {
        do throws(Failure) {
            let pasted = try PastedAddress(text)
            var place = Assistant.Place(
                app: pasted.app?.text(scheme: "http") ?? "", server: pasted.server?.text(scheme: "ws") ?? "",
                key: pasted.key, workspace: pasted.workspace)
            guard let app = pasted.app else { return .found(place, isWhole: false) }
            guard let options = try await echoOptions(of: app, place) else {
                var guess = app
                guess.prefix = ""
                place.server = guess.text(scheme: "ws")
                return .found(place, isWhole: false)
            }
            place.server = options.server(of: app)?.text(scheme: "ws") ?? ""
            place.key = options.key
            // What a page tells may be for browsers alone; then the person is asked.
            if case .refused = await connect(place) { return .found(place, isWhole: false) }
            return .found(place, isWhole: true)
        } catch { return .refused(error.description, field: "address") }
    }

    /// Looks through the front page and its scripts. Throws where no application answers.
    private func echoOptions(of app: ServerAddress, _ place: Assistant.Place) async throws(Failure)
        -> EchoOptions?
    {
        let routes = try routes(place)
        let client: APIClient
        do throws(APIError) { client = try APIClient(configuration: routes, token: nil) } catch {
            throw Failure(error)
        }
        let result: Result<EchoOptions?, APIError>
        do throws(APIError) {
            result = .success(try await Self.search(client, app))
        } catch {
            // An application with nothing at its front door is there all the same.
            if case .unreachable = error { result = .failure(error) } else { result = .success(nil) }
        }
        await client.shutdown()
        do throws(APIError) { return try result.get() } catch { throw Failure(error) }
    }

    private static func search(_ client: APIClient, _ app: ServerAddress) async throws(APIError)
        -> EchoOptions?
    {
        var path = "/"
        var page: [UInt8] = []
        // The front page sends many to their sign-in page.
        for _ in 0..<4 {
            do throws(APIError) {
                page = try await client.page(path)
                break
            } catch {
                guard case .redirected(_, let location) = error else { throw error }
                let origin = app.text(scheme: "http")
                let next = location.hasPrefix(origin) ? String(location.dropFirst(origin.count)) : location
                guard next.hasPrefix("/"), !next.hasPrefix("//") else { return nil }
                path = next
            }
        }
        if let options = EchoOptions(in: page) { return options }
        for script in EchoOptions.scripts(in: page, of: app).prefix(scriptLimit) {
            let text: [UInt8]
            do throws(APIError) { text = try await client.page(script) } catch { continue }
            if let options = EchoOptions(in: text) { return options }
        }
        return nil
    }

    /// Opens the WebSocket once and waits for the server's greeting.
    func connect(_ place: Assistant.Place) async -> Assistant.Event {
        let settings: ClientSettings
        do throws(ConfigurationError) {
            // The workspace comes later; any does for a greeting.
            settings = try ClientSettings(
                try configuration(place, workspace: place.workspace.isEmpty ? "0" : nil))
        } catch {
            return .refused(Self.sentence(error), field: Self.field(error))
        }
        var realtime = settings.realtime
        realtime.session.connectTimeout = Self.patience
        realtime.session.establishTimeout = Self.patience
        let context = DiagnosisContext(settings, file: paths.configurationFile)
        var refusal: Diagnosis?
        await ConnectionProbe(configuration: realtime, group: group).run { step in
            if case .failure(let failure) = step.result {
                let now = Int(Date().timeIntervalSince1970)
                refusal = Diagnosis(failure, at: step.stage, context, now: now)
            }
        }
        guard let refusal else { return .found(place, isWhole: true) }
        let field = refusal.what.contains(settings.key) ? "key" : "server"
        return .refused("\(refusal.what.capitalisedFirst).", field: field)
    }

    // MARK: The token

    /// Gets a token, or takes one, and sees whose it is and where they may look. The token is in the second part.
    func signIn(_ place: Assistant.Place, _ credentials: Credentials) async -> (Assistant.Event, String?) {
        do throws(Failure) {
            let signIn = try SignIn(routes: routes(place))
            let granted = try await signIn(credentials)
            do throws(Failure) {
                let workspaces = try await signIn.workspaces(granted.token)
                let found = workspaces?.map { Assistant.Workspace(id: $0.id, name: $0.name) }
                return (.signedIn(granted.name, found), granted.token)
            } catch {
                // A token that is good for nothing must not stay behind.
                if case .password = credentials { await signIn.revoke(granted.token) }
                throw error
            }
        } catch {
            let isPassword = if case .password = credentials { true } else { false }
            return (.refused(error.description, field: isPassword ? "password" : "token"), nil)
        }
    }

    /// Takes back a token that was issued here and that nobody will use; waits for the answer, but not for long.
    func revoke(_ place: Assistant.Place, token: String) async {
        guard let routes = try? routes(place) else { return }
        await SignIn(routes: routes).revoke(token)
    }

    // MARK: The files

    /// Writes token and configuration, or neither.
    func finish(_ place: Assistant.Place, token: String) throws(Failure) {
        let settings: ClientSettings
        do throws(ConfigurationError) { settings = try ClientSettings(try configuration(place)) } catch {
            throw Failure(error)
        }
        let table = Settings.table
        let text = ConfigurationFile.text([
            (table.serverURL.path, place.server), (table.serverKey.path, place.key),
            (table.appURL.path, place.app), (table.workspaceID.path, Identifier(settings.workspace)),
        ])
        let file = TokenFile(path: paths.tokenFile)
        try file.write(token)
        do throws(Failure) { try ConfigurationFile(path: paths.configurationFile).create(text) } catch {
            _ = try? file.delete()
            throw error
        }
    }

    // MARK: Parts

    /// What the environment sets, with the answers over it.
    private func configuration(
        _ place: Assistant.Place, workspace: String? = nil
    ) throws(ConfigurationError) -> Configuration {
        var configuration = try loader.load()
        let table = Settings.table
        for (path, value) in [
            (table.serverURL.path, place.server), (table.serverKey.path, place.key),
            (table.appURL.path, place.app), (table.workspaceID.path, workspace ?? place.workspace),
        ] where !value.isEmpty { configuration.set(path, .text(value), origin: .flag) }
        return configuration
    }

    private func routes(_ place: Assistant.Place) throws(Failure) -> APIConfiguration {
        do throws(ConfigurationError) {
            return try ClientSettings.application(try configuration(place))
        } catch { throw Failure(.configuration, Self.sentence(error)) }
    }

    /// The sentence without the place in a file that there isn't yet.
    private static func sentence(_ error: ConfigurationError) -> String {
        guard case .unusable(_, _, let reason) = error else { return error.description }
        return "\(reason.capitalisedFirst)."
    }

    private static func field(_ error: ConfigurationError) -> String? {
        guard case .unusable(_, let path, _) = error else { return nil }
        let table = Settings.table
        return [table.serverURL.path: "server", table.serverKey.path: "key", table.appURL.path: "app"][path]
    }
}

extension String {
    /// With its first letter in capitals.
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
