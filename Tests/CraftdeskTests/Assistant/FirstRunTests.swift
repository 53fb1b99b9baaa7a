import App
import Foundation
import NIOPosix
import PusherCore
import Sandbox
import Testing

@testable import craftdesk

/// The questions of the first start, asked of a real server over real sockets.
@Suite struct FirstRunTests {
    private let directory: TemporaryDirectory
    private let firstRun: FirstRun

    init() throws {
        directory = try TemporaryDirectory()
        let environment = ["HOME": directory.path]
        firstRun = FirstRun(
            loader: ConfigurationLoader(environment: environment, flags: []), environment: environment,
            paths: Paths(environment: environment), group: MultiThreadedEventLoopGroup.singleton)
    }

    private func place(_ server: SandboxServer) -> Assistant.Place {
        Assistant.Place(
            app: server.url, server: server.url.replacing("http://", with: "ws://"),
            key: server.application.key)
    }

    private func refusal(_ event: Assistant.Event) -> String {
        if case .refused(let sentence, let field) = event {
            "\(field ?? "-"): \(sentence)"
        } else {
            "\(event)"
        }
    }

    @Test func thePageTellsWhereTheWebSocketIs() async throws {
        let sandbox = try await SandboxTool(plays: false)
        var whole = place(sandbox.server)
        whole.workspace = "7"
        #expect(await firstRun.look("\(sandbox.server.url)/w/7/tasks/1") == .found(whole, isWhole: true))
        await sandbox.end()
    }

    @Test func whatIsNoAddressOrDoesNotAnswerIsRefused() async throws {
        #expect(refusal(await firstRun.look("what is this")).hasPrefix("address: \"what is this\" is no web"))
        #expect(
            refusal(await firstRun.look("http://127.0.0.1:1")).contains("address: 127.0.0.1 can't be reached")
        )
        let clear = refusal(await firstRun.look("http://acme.example"))
        #expect(clear.contains("The token would travel in clear to acme.example"))
    }

    @Test func aWebSocketAddressAsksForTheApplication() async {
        let event = await firstRun.look("wss://ws.acme.example/app/acme-key")
        #expect(
            event
                == .found(
                    Assistant.Place(server: "wss://ws.acme.example", key: "acme-key"), isWhole: false))
    }

    @Test func theKeyIsTriedBeforeAnythingIsWritten() async throws {
        let sandbox = try await SandboxTool(plays: false)
        var place = place(sandbox.server)
        #expect(await firstRun.connect(place) == .found(place, isWhole: true))
        place.key = "other"
        #expect(refusal(await firstRun.connect(place)).contains("other"))
        place.key = "a/b"
        #expect(refusal(await firstRun.connect(place)) == "key: A key is letters, digits and dashes.")
        place = self.place(sandbox.server)
        place.server = "https://acme.example"
        #expect(
            refusal(await firstRun.connect(place)).hasPrefix("server: \"https://acme.example\" is not of"))
        place.server = "ws://127.0.0.1:1"
        #expect(refusal(await firstRun.connect(place)).hasPrefix("server: "))
        await sandbox.end()
    }

    @Test func aPasswordOrATokenSignsIn() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let place = place(sandbox.server)
        let user = sandbox.server.users[1]
        let acme = Assistant.Workspace(id: sandbox.server.workspace, name: "Acme")
        let (event, token) = await firstRun.signIn(
            place, .password(email: user.email, password: user.password))
        #expect(event == .signedIn(user.name, [acme]))
        #expect(token?.isEmpty == false)
        let (wrong, none) = await firstRun.signIn(place, .password(email: user.email, password: "x"))
        #expect(refusal(wrong) == "password: The provided credentials are incorrect.")
        #expect(none == nil)
        let (taken, same) = await firstRun.signIn(place, .token("\(user.token)\n"))
        #expect(taken == .signedIn(user.name, [acme]))
        #expect(same == user.token)
        let (bad, nothing) = await firstRun.signIn(place, .token("1|nonsense"))
        #expect(refusal(bad).hasPrefix("token: "))
        #expect(nothing == nil)
        let (blank, _) = await firstRun.signIn(place, .token("two words"))
        #expect(refusal(blank).contains("has blanks"))
        await sandbox.end()
    }

    @Test func whatIsLeftIsRevoked() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let place = place(sandbox.server)
        let user = sandbox.server.users[1]
        let (_, issued) = await firstRun.signIn(place, .password(email: user.email, password: user.password))
        let token = try #require(issued)
        await firstRun.revoke(place, token: token)
        #expect(refusal(await firstRun.signIn(place, .token(token)).0).hasPrefix("token: "))
        // The others are none of its business, and neither is a server that isn't there.
        #expect(await firstRun.signIn(place, .token(user.token)).1 == user.token)
        await sandbox.end()
        await firstRun.revoke(place, token: user.token)
    }

    @Test func bothFilesAreWrittenOrNone() throws {
        let place = Assistant.Place(
            app: "https://acme.example", server: "wss://ws.acme.example", key: "acme-key", workspace: "7")
        try firstRun.finish(place, token: "1|abc")
        let configuration = try firstRun.loader.load()
        #expect(try ClientSettings(configuration).workspace == "7")
        let token = TokenSource(configuration, environment: [:], paths: firstRun.paths)
        #expect(try token.token() == "1|abc")
        // A second time there is a file already: it stays, and so does nothing new.
        try FileManager.default.removeItem(atPath: firstRun.paths.tokenFile)
        #expect(throws: Failure.self) { try firstRun.finish(place, token: "2|def") }
        #expect(!FileManager.default.fileExists(atPath: firstRun.paths.tokenFile))
    }
}
