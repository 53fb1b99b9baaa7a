import Foundation
import JSON
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

/// Signing in, being somebody, signing out: by the built program against the sandbox.
@Suite struct LoginCommandTests {
    private func signedOut() async throws -> SandboxTool {
        var sandbox = try await SandboxTool(plays: false)
        sandbox.tool.environment["CRAFTDESK_TOKEN"] = nil
        return sandbox
    }

    private func tokenFile(_ sandbox: SandboxTool) -> String {
        sandbox.tool.directory.path + "/.config/craftdesk/token"
    }

    @Test(arguments: ["/sanctum/token", "/tokens/create"])
    func inAndOut(_ path: String) async throws {
        let sandbox = try await signedOut()
        let user = sandbox.server.users[1]
        let login = try await sandbox.tool.run(
            "login", "--email", user.email, "--device", "desk",
            environment: ["CRAFTDESK_APP_LOGIN_PATH": path], input: "\(user.password)\n")
        #expect(login.status == 0)
        #expect(login.output.contains(user.name))
        let file = tokenFile(sandbox)
        let token = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        #expect(!login.output.contains(token))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)

        let who = try await sandbox.tool.run("whoami", "--json")
        #expect(try JSONValue(parsing: who.output)["id"]?.string == user.id)
        #expect(try await sandbox.tool.run("whoami").output.contains(user.email))

        let logout = try await sandbox.tool.run("logout")
        #expect(logout.status == 0)
        #expect(logout.output.contains("revoked"))
        #expect(!FileManager.default.fileExists(atPath: file))
        // The token itself is of no use any more.
        let after = try await sandbox.tool.run("whoami", environment: ["CRAFTDESK_TOKEN": token])
        await sandbox.end()
        #expect(after.status == 77)
        #expect(!after.errors.contains(token))
    }

    @Test func aWrongPassword() async throws {
        let sandbox = try await signedOut()
        let outcome = try await sandbox.tool.run(
            "login", "--email", sandbox.server.users[1].email, input: "hunter2-or-so\n")
        await sandbox.end()
        #expect(outcome.status == 77)
        #expect(outcome.errors.contains("credentials are incorrect"))
        #expect(!outcome.errors.contains("hunter2-or-so"))
        #expect(!FileManager.default.fileExists(atPath: tokenFile(sandbox)))
    }

    @Test func aPastedToken() async throws {
        let sandbox = try await signedOut()
        let token = sandbox.server.users[2].token
        let good = try await sandbox.tool.run("login", "--token", "-", input: "  \(token)\n")
        #expect(good.status == 0)
        #expect(good.output.contains(sandbox.server.users[2].name))
        let bad = try await sandbox.tool.run("login", "--token", "-", input: "1|nobody\n")
        #expect(bad.status == 77)
        // The good one is still there.
        #expect(try await sandbox.tool.run("whoami").status == 0)
        let visible = try await sandbox.tool.run("login", "--token", token)
        await sandbox.end()
        #expect(visible.status == 64)
        #expect(visible.errors.contains("seen by everyone"))
    }

    @Test func logoutDeletesWhateverTheServerSays() async throws {
        let sandbox = try await signedOut()
        let token = sandbox.server.users[2].token
        _ = try await sandbox.tool.run("login", "--token", "-", input: "\(token)\n")
        await sandbox.end()
        let outcome = try await sandbox.tool.run("logout")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("could not be revoked"))
        #expect(!FileManager.default.fileExists(atPath: tokenFile(sandbox)))
        #expect(try await sandbox.tool.run("logout").output.contains("There was no token"))
    }

    @Test func nobodyIsThere() async throws {
        let sandbox = try await signedOut()
        await sandbox.end()
        let outcome = try await sandbox.tool.run("login", "--email", "a@b.example", input: "x\n")
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("app.url"))
    }

    @Test func anotherSourceThatWinsIsSaid() async throws {
        let sandbox = try await signedOut()
        let token = sandbox.server.users[2].token
        let outcome = try await sandbox.tool.run(
            "login", "--token", "-", environment: ["CRAFTDESK_TOKEN": token], input: "\(token)\n")
        await sandbox.end()
        #expect(outcome.errors.contains("CRAFTDESK_TOKEN"))
    }
}
