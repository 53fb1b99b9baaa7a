import Sandbox
import TestSupport
import Testing

/// Plain mode against a server: the same feed as the screen's, kept in the same store.
@Suite(.serialized) struct PlainTests {
    private func start(
        _ server: SandboxServer, _ environment: [String: String]
    ) async throws -> PtyProgram {
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk"), "plain"], environment: environment, term: "dumb")
        try await program.wait(for: "the connection") { $0.output.contains("Connection: live.") }
        try await program.wait(for: "the history") { program in
            program.type("list all\n")
            try await Task.sleep(for: .milliseconds(200))
            return program.output.contains("WEB-151")
        }
        return program
    }

    @Test func aMuteHoldsAndARefusedReplyIsKept() async throws {
        let server = try await TestServer.start()
        let environment = try TestServer.home(server)
        let program = try await start(server, environment)
        await server.comment(task: 142, author: 5, body: "first")
        try await program.wait(for: "the first") {
            $0.output.contains(/(\d+)\. Ana Souza commented[^\n]*Just now/)
        }
        let number = try #require(
            program.output.matches(of: /(\d+)\. Ana Souza commented[^\n]*Just now/).last?.1)
        await server.use(faults: [.action403])
        program.type("reply \(number) on my way\n")
        try await program.wait(for: "the refusal") {
            $0.output.contains("Sending your comment on WEB-142.")
                && $0.output.contains(/Your comment on WEB-142 was not taken: [^\n]*may only read/)
        }
        await server.use(faults: [])
        program.type("reply \(number)\n")
        try await program.wait(for: "the answer") { $0.output.contains("Your comment on WEB-142 is sent.") }
        #expect(await server.task(142)?.contains("on my way") == true)
        program.type("mute \(number) task\n")
        try await program.wait(for: "the mute") { $0.output.contains("Muted task:WEB-142") }
        _ = program.take()
        await server.comment(task: 142, author: 5, body: "second")
        await server.comment(task: 151, author: 5, body: "third")
        try await program.wait(for: "another task's") { $0.output.contains("WEB-151. Just now") }
        #expect(!String(decoding: program.take(), as: UTF8.self).contains("WEB-142. Just now"))
        program.type("quit\n")
        #expect(try await program.end() == 0)

        // The screen has the mute, and undo takes it back there.
        let screen = try PtyProgram([BuiltProduct.path("craftdesk")], environment: environment)
        try await screen.waitForFrame("live", "WEB-151")
        #expect(!screen.frame.contains("WEB-142"))
        screen.type("z")
        try await screen.waitForFrame("undone: muted", "WEB-142")
        screen.type("q")
        #expect(try await screen.end() == 0)
        await server.stop()
    }
}
