import Foundation
import Sandbox
import TestSupport
import Testing

/// Task actions against a server: refused, taken back, and left by a program that was killed.
@Suite(.serialized) struct TaskActionTests {
    /// The detail of WEB-142 in a client of its own.
    private func open(_ environment: [String: String]) async throws -> PtyProgram {
        let program = try PtyProgram([BuiltProduct.path("craftdesk")], environment: environment)
        try await program.waitForFrame("live", "commented")
        program.type("\r")
        try await program.waitForFrame("status ", "assignee ")
        return program
    }

    private func server(faults: Set<Fault> = []) async throws -> SandboxServer {
        let server = try await TestServer.start(faults: faults)
        await server.comment(task: 142, author: 5, body: "look at this")
        return server
    }

    private func wait(_ server: SandboxServer, _ status: String, _ program: PtyProgram) async throws {
        try await program.wait(for: "the status \(status) on the server") { _ in
            await server.task(142)?.contains("\"status\":\"\(status)\"") == true
        }
    }

    @Test(arguments: [
        (Fault.conflict, "somebody changed", "(409)"),
        (.action403, "forbids", "may only read"),
        (.action422, "(422)", "task is archived"),
    ])
    func aRefusalSaysWhyAndTakesBackWhatShowed(fault: Fault, reason: String, words: String) async throws {
        let server = try await server(faults: [fault])
        let program = try await open(try TestServer.home(server))
        let before = try #require(await server.task(142))
        program.type("S")
        try await program.waitForFrame("status", "4  Done")
        program.type("4")
        try await program.waitForFrame("is not Done: ", reason, words)
        #expect(!program.frame.contains(/status +Done/))
        #expect(await server.task(142) == before)
        program.type("a")
        try await program.waitForFrame("was not assigned to you: ", reason)
        #expect(!program.frame.contains(/assignee +Zoe/))
        // A comment is kept, and what was refused isn't undone.
        if fault != .conflict {
            program.type("c")
            program.type("well")
            try await program.waitForFrame("WEB-142: well")
            program.type("\r")
            try await program.waitForFrame("was not taken: ", reason)
            program.type("c")
            try await program.waitForFrame("WEB-142: well")
            program.type("\u{7}")
        }
        program.type("z")
        try await program.waitForFrame("nothing to undo")
        program.type("qq")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    /// It shows as done at once, with a bar while the answer takes its time.
    @Test func aSlowAnswerHasABar() async throws {
        let server = try await server(faults: [.actionSlow])
        let program = try await open(try TestServer.home(server))
        program.type("S")
        try await program.waitForFrame("4  Done")
        program.type("4")
        try await program.wait(for: "Done on the screen") { $0.frame.contains(/status +Done/) }
        try await program.waitForFrame("Sending ")
        try await program.wait(for: "the answer") { !$0.frame.contains("Sending ") }
        #expect(program.frame.contains(/status +Done/))
        program.type("qq")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    @Test func undoIsTheInverseRequest() async throws {
        let server = try await server()
        let program = try await open(try TestServer.home(server))
        program.type("S")
        try await program.waitForFrame("4  Done")
        program.type("4")
        try await wait(server, "done", program)
        program.type("z")
        try await program.wait(for: "the status as it was") { _ in
            await server.task(142)?.contains("\"status\":\"done\"") == false
        }
        try await program.waitForFrame("undone: WEB-142 Done")
        // The answer to that comes before the next request, or the task is newer than the one that was seen.
        try await Task.sleep(for: .milliseconds(500))
        program.type("Z")
        try await wait(server, "done", program)
        program.type("qq")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    @Test func whatWasLeftByAKilledProgramIsAskedAboutAndSent() async throws {
        let server = try await server()
        let environment = try TestServer.home(server)
        let program = try await open(environment)
        await server.stop()
        try await program.waitForFrame("offline")
        program.type("S")
        try await program.waitForFrame("4  Done")
        program.type("4")
        try await program.waitForFrame("not known to be sent: WEB-142 Done")
        kill(program.process, SIGKILL)
        #expect(try await program.end() == 137)

        let again = try await TestServer.start(resuming: server, port: server.port)
        #expect(await again.task(142)?.contains("\"status\":\"done\"") == false)
        let second = try PtyProgram([BuiltProduct.path("craftdesk")], environment: environment)
        try await second.waitForFrame("Not sent: WEB-142 Done. Send it now? y/N")
        second.type("y")
        try await wait(again, "done", second)
        second.type("q")
        #expect(try await second.end() == 0)

        // It is settled: nothing is asked again.
        let third = try PtyProgram([BuiltProduct.path("craftdesk")], environment: environment)
        try await third.waitForFrame("live", "WEB-142")
        #expect(!third.frame.contains("Not sent"))
        third.type("q")
        #expect(try await third.end() == 0)
        await again.stop()
    }

    @Test func aDraftSurvivesTheEnd() async throws {
        let server = try await server()
        let environment = try TestServer.home(server)
        let program = try await open(environment)
        program.type("c")
        program.type("half a thought")
        try await program.waitForFrame("half a thought")
        kill(program.process, SIGTERM)
        #expect(try await program.end() == 143)
        let second = try await open(environment)
        second.type("c")
        try await second.waitForFrame("WEB-142: half a thought")
        second.type("\u{7}")
        second.type("qq")
        #expect(try await second.end() == 0)
        await server.stop()
    }

    @Test func theEditorWritesAReply() async throws {
        let server = try await server()
        var environment = try TestServer.home(server)
        let script = "\(environment["HOME"] ?? "")/editor"
        try "#!/bin/sh\nstty -a < /dev/tty | grep -q ' icanon' && echo 'from the editor' > \"$1\"\n".write(
            toFile: script, atomically: true, encoding: .utf8)
        chmod(script, 0o700)
        environment["EDITOR"] = script
        let program = try await open(environment)
        program.type("c")
        program.type("x")
        try await program.waitForFrame("WEB-142: x")
        program.type("\u{F}")
        try await program.waitForFrame("WEB-142: from the editor")
        program.type("\r")
        try await program.wait(for: "the comment") { _ in
            await server.task(142)?.contains("from the editor") == true
        }
        program.type("qq")
        #expect(try await program.end() == 0)
        await server.stop()
    }
}
