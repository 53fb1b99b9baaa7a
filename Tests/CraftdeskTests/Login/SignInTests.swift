import API
import App
import Sandbox
import Testing

@testable import craftdesk

/// A token of a real application over real sockets.
@Suite struct SignInTests {
    private func signIn(_ sandbox: SandboxTool) -> SignIn {
        SignIn(routes: APIConfiguration(baseURL: sandbox.server.url, host: "127.0.0.1"))
    }

    private func refusal(_ signIn: SignIn, _ credentials: Credentials) async -> Failure? {
        do throws(Failure) {
            _ = try await signIn(credentials)
            return nil
        } catch { return error }
    }

    @Test func aPasswordGetsATokenOfItsOwn() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let signIn = signIn(sandbox)
        let user = sandbox.server.users[1]
        let credentials = Credentials.password(email: user.email, password: user.password)
        let granted = try await signIn(credentials)
        #expect(granted.owner == "\(user.name) <\(user.email)>")
        #expect(granted.token != user.token)
        #expect(try await signIn.workspaces(granted.token)?.map(\.id) == [sandbox.server.workspace])
        await sandbox.end()
    }

    @Test func aTokenIsSeenToBeSomebodys() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let signIn = signIn(sandbox)
        let user = sandbox.server.users[0]
        #expect(try await signIn(.token("\(user.token)\n")).token == user.token)
        #expect(await refusal(signIn, .token("1|nonsense"))?.status == .refused)
        #expect(await refusal(signIn, .token("two words"))?.description.contains("has blanks") == true)
        await sandbox.end()
    }

    @Test func whatIsWrongWithThePasswordTheApplicationSays() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let wrong = Credentials.password(email: sandbox.server.users[0].email, password: "x")
        let refusal = await refusal(signIn(sandbox), wrong)
        #expect(refusal?.status == .refused)
        #expect(refusal?.description == "The provided credentials are incorrect.")
        await sandbox.end()
    }

    @Test func anApplicationThatListsNoWorkspacesIsNoFault() async throws {
        let sandbox = try await SandboxTool(plays: false)
        await sandbox.server.use(faults: [.noWorkspaces])
        #expect(try await signIn(sandbox).workspaces(sandbox.server.users[0].token) == nil)
        await sandbox.end()
    }

    @Test func aRevokedTokenIsTakenNoMore() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let signIn = signIn(sandbox)
        let user = sandbox.server.users[1]
        let granted = try await signIn(.password(email: user.email, password: user.password))
        await signIn.revoke(granted.token)
        #expect(await refusal(signIn, .token(granted.token))?.status == .refused)
        await sandbox.end()
        // Nobody is there to take it back: that is no fault of whoever leaves.
        await signIn.revoke(user.token)
    }
}
