import API
import App
import Foundation

/// Getting a token of an application and seeing whose it is: what the command and the screen's form both do.
struct SignIn: Sendable {
    /// A token that the application takes.
    struct Granted: Sendable {
        var token: String
        /// Whose it is, as people write it.
        var name: String
    }

    let routes: APIConfiguration

    /// What the token is called in the application's list of tokens.
    static var device: String { "craftdesk on \(ProcessInfo.processInfo.hostName)" }

    /// Asks the application.
    /// - Throws: one sentence with the status to end with.
    func callAsFunction(_ credentials: Credentials, device: String = device) async throws(Failure) -> Granted
    {
        let client: APIClient
        do throws(APIError) { client = try APIClient(configuration: routes, token: nil) } catch {
            throw Failure(error)
        }
        do throws(Failure) {
            let granted = try await Self.granted(client, credentials, device)
            await client.shutdown()
            return granted
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private static func granted(
        _ client: APIClient, _ credentials: Credentials, _ device: String
    ) async throws(Failure) -> Granted {
        let token: String
        switch credentials {
        case .token(let text): token = try TokenSource.check(text, from: "the answer")
        case .password(let email, let password):
            do throws(APIError) {
                token = try await client.login(email: email, password: password, deviceName: device)
            } catch { throw Failure(error) }
        }
        client.use(token: token)
        do throws(APIError) {
            let user = try await client.user()
            return Granted(token: token, name: user.email.map { "\(user.name) <\($0)>" } ?? user.name)
        } catch {
            // An application without the route still may have given a good token.
            guard case .notFound = error else { throw Failure(error) }
            return Granted(token: token, name: "a user it doesn't name")
        }
    }
}
