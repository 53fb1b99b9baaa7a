import API
import App
import Foundation
import Screen

/// Getting a token of an application and seeing whose it is: what the command, the screen's form and the first start
/// all do.
struct SignIn: Sendable {
    /// A token that the application takes.
    struct Granted: Sendable {
        var token: String
        /// Whose it is.
        var name: String
        /// nil where the application doesn't tell.
        var email: String?

        /// Whose it is, as people write it.
        var owner: String { email.map { "\(name) <\($0)>" } ?? name }
    }

    let routes: APIConfiguration

    /// What the token is called in the application's list of tokens.
    static var device: String { "craftdesk on \(ProcessInfo.processInfo.hostName)" }

    /// How long a revocation may take.
    private static let revokingTime = Duration.seconds(3)

    /// Asks the application. A token that was issued for a password and is good for nothing does not stay behind.
    /// - Throws: one sentence with the status to end with.
    func callAsFunction(_ credentials: Credentials, device: String = device) async throws(Failure) -> Granted
    {
        let token = try await token(credentials, device)
        do throws(Failure) {
            return try await withClient(token) { client throws(Failure) in
                do throws(APIError) {
                    let user = try await client.user()
                    return Granted(token: token, name: user.name, email: user.email)
                } catch {
                    // An application without the route still may have given a good token.
                    guard case .notFound = error else { throw Failure(error) }
                    if case .password(let email, _) = credentials {
                        return Granted(token: token, name: email)
                    }
                    return Granted(token: token, name: "a user it doesn't name")
                }
            }
        } catch {
            if case .password = credentials { await revoke(token) }
            throw error
        }
    }

    private func token(_ credentials: Credentials, _ device: String) async throws(Failure) -> String {
        switch credentials {
        case .token(let text): try TokenSource.check(text, from: "the answer")
        case .password(let email, let password):
            try await withClient(nil) { client throws(Failure) in
                do throws(APIError) {
                    return try await client.login(email: email, password: password, deviceName: device)
                } catch {
                    // What is wrong with what was typed the application says best.
                    guard case .invalid(_, let message) = error, !message.isEmpty else {
                        throw Failure(error)
                    }
                    throw Failure(.refused, Sanitiser.row(message))
                }
            }
        }
    }

    /// The workspaces the token's owner may see; nil where the application doesn't list them.
    func workspaces(_ token: String) async throws(Failure) -> [Place]? {
        try await withClient(token) { client throws(Failure) in
            do throws(APIError) { return try await client.workspaces() } catch {
                guard case .notFound = error else { throw Failure(error) }
                return nil
            }
        }
    }

    /// Takes back a token that was issued here and that nobody will use; waits for the answer, but not for long.
    func revoke(_ token: String) async {
        // Whoever leaves has cancelled everything else.
        let work = Task.detached { [self] in
            try? await withClient(token) { client throws(Failure) in try? await client.logout() }
        }
        let limit = Task.detached {
            try await Task.sleep(for: Self.revokingTime)
            work.cancel()
        }
        await work.value
        limit.cancel()
    }

    private func withClient<Result: Sendable>(
        _ token: String?, _ work: @Sendable (APIClient) async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let client: APIClient
        do throws(APIError) { client = try APIClient(configuration: routes, token: token) } catch {
            throw Failure(error)
        }
        do throws(Failure) {
            let result = try await work(client)
            await client.shutdown()
            return result
        } catch {
            await client.shutdown()
            throw error
        }
    }
}
