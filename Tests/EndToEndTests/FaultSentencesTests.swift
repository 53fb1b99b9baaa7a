import Foundation
import JSON
import PusherCore
import Sandbox
import TestSupport
import Testing

/// Each refusal, outage and misconfiguration as people meet it: in `tail`, in its JSON lines with the exit status, and
/// on the screen.
@Suite struct FaultSentencesTests {
    static let quick = Fault.allCases.filter { !$0.isSlow }

    @Test(arguments: quick) func eachIsToldInText(_ fault: Fault) async throws { try await tellText(fault) }

    @Test(arguments: quick) func eachIsToldInJSON(_ fault: Fault) async throws { try await tellJSON(fault) }

    @Test(arguments: quick) func eachIsToldOnTheScreen(_ fault: Fault) async throws { try await show(fault) }

    /// Whoever was here before misses what the application has forgotten.
    @Test(arguments: [false, true]) func aHistoryThatIsGoneIsTold(isJSON: Bool) async throws {
        try await afterAnAbsence(isJSON, ["no longer reaches back", "web pages"]) { server in
            for number in 0..<20 { await server.comment(task: 142, author: 5, body: "\(number)") }
            await server.use(faults: [.historyGone])
            await server.trimHistory(keeping: 5)
            return server
        }
    }

    /// The application's database was emptied: nobody claims that nothing was missed.
    @Test(arguments: [false, true]) func aHistoryThatWentBackIsTold(isJSON: Bool) async throws {
        try await afterAnAbsence(isJSON, ["ends before what was fetched", "emptied or put back"]) { server in
            let port = server.port
            await server.stop()
            return try await TestServer.start(port: port)
        }
    }

    /// A connection that is TLS on one side only.
    @Test func aPortWithoutTLSIsTold() async throws {
        let port = try await TestProxy.start(.broken(Array("SSH-2.0-OpenSSH_9.2p1\r\n".utf8)))
        let server = try await TestServer.start()
        let environment = try TestServer.home(server)
        let arguments = ["tail", "--json", "--set", "server.url=wss://127.0.0.1:\(port.port)"]
        let program = try RunningProgram(arguments, environment: environment)
        #expect(try await program.end() == 69)
        #expect(program.output.contains("but not in TLS") && program.output.contains("use ws://"))
        await port.stop()
        await server.stop()
    }
}

/// The same where silence has to be waited for.
@Suite struct LongFaultSentencesTests {
    static let slow = Fault.allCases.filter(\.isSlow)

    @Test(arguments: slow) func eachIsToldInText(_ fault: Fault) async throws { try await tellText(fault) }

    @Test(arguments: slow) func eachIsToldInJSON(_ fault: Fault) async throws { try await tellJSON(fault) }

    @Test(arguments: slow) func eachIsToldOnTheScreen(_ fault: Fault) async throws { try await show(fault) }
}

// MARK: The program without a screen

private func tellText(_ fault: Fault) async throws {
    try await tell(fault, ["tail"]) { program, words in
        program.errors.split(separator: "\n").contains { line in words.allSatisfy(line.contains) }
    }
}

private func tellJSON(_ fault: Fault) async throws {
    try await tell(fault, ["tail", "--json"]) { program, words in
        lines(program).contains { line in
            let isRefusal = line["type"]?.string == "subscription" && line["state"]?.string == "refused"
            guard line["type"]?.string == "error" || isRefusal else { return false }
            let sentence = (line["message"]?.string ?? "") + "; " + (line["hint"]?.string ?? "")
            return words.allSatisfy(sentence.contains)
        }
    }
}

/// The whole lines so far.
private func lines(_ program: RunningProgram) -> [JSONValue] {
    program.output.split(separator: "\n", omittingEmptySubsequences: true).compactMap {
        try? JSONValue(parsing: Array($0.utf8))
    }
}

private func tell(
    _ fault: Fault, _ command: [String], isTold: (RunningProgram, [String]) -> Bool
) async throws {
    let server = try await TestServer.start(faults: [fault])
    let token = server.users[0].token
    let channels = fault.channels.flatMap { ["--channel", $0] }
    let program = try RunningProgram(command + channels, environment: try TestServer.home(server))
    /// What happens while somebody listens.
    func stir() async {
        await server.comment(task: 142, author: 5, body: "Look")
        await server.publish("Secret", channels: ["private-encrypted-workspace.7"], data: "{}")
    }
    switch fault.told {
    case .end(let status, let words):
        #expect(try await program.end() == status, "\(program.output)\(program.errors)")
        #expect(isTold(program, words), "\(words) in \(program.output)\(program.errors)")
    case .sentence(let words):
        try await program.wait(for: words.joined(separator: ", ")) { program in
            // A server is asked whether it is there only while it says nothing.
            if fault != .noPong { await stir() }
            return isTold(program, words)
        }
        program.interrupt()
        #expect(try await program.end() == 130)
    case .outage:
        let words = ["the connection was lost", "it reconnects by itself"]
        try await program.wait(for: "the outage") { isTold($0, words) }
        program.interrupt()
        #expect(try await program.end() == 130)
    case .nothing:
        try await program.wait(for: "an event") { program in
            await stir()
            return program.output.contains("Look") || program.output.contains("commented")
        }
        program.interrupt()
        #expect(try await program.end() == 130)
    }
    // Everything is a line of its kind, and none has the token.
    if command.contains("--json") {
        let texts = program.output.split(separator: "\n")
        #expect(lines(program).count == texts.count && program.errors.isEmpty, "\(program.errors)")
    }
    #expect(!program.output.contains(token) && !program.errors.contains(token))
    await server.stop()
}

/// A client that knew the history, was away, and comes back to what `change` made of the server.
private func afterAnAbsence(
    _ isJSON: Bool, _ words: [String], _ change: (SandboxServer) async throws -> SandboxServer
) async throws {
    let first = try await TestServer.start()
    for number in 0..<20 { await first.comment(task: 142, author: 5, body: "before \(number)") }
    let environment = try TestServer.home(first)
    let before = try RunningProgram(["tail", "--json", "--store"], environment: environment)
    // The cursor is stored with what comes after it.
    try await before.wait(for: "an event") { program in
        await first.comment(task: 142, author: 5, body: "kept")
        return program.output.contains("kept")
    }
    before.interrupt()
    _ = try await before.end()
    let second = try await change(first)
    let after = try RunningProgram(
        ["tail", "--store"] + (isJSON ? ["--json"] : []), environment: environment)
    try await after.wait(for: words.joined(separator: ", ")) { program in
        let said = isJSON ? program.output : program.errors
        return words.allSatisfy(said.contains)
            && said.contains(isJSON ? #""complete":false"# : "not complete")
    }
    after.interrupt()
    #expect(try await after.end() == 130)
    await second.stop()
}

// MARK: The screen

private func show(_ fault: Fault) async throws {
    let words = fault.shown
    let server = try await TestServer.start(faults: [fault])
    let names = fault.channels.map { "\"\($0)\"" }.joined(separator: ", ")
    let environment = try TestServer.home(
        server, more: names.isEmpty ? "" : "extra_channels = [\(names)]")
    let program = try PtyProgram([BuiltProduct.path("craftdesk")], environment: environment)
    try await program.wait(for: "\(fault.name): \(words)", seconds: 120) { program in
        await server.publish("Secret", channels: ["private-encrypted-workspace.7"], data: "{}")
        if words.isEmpty {
            await server.comment(task: 142, author: 5, body: "Look")
            return program.frame.contains("live") && program.frame.contains("WEB-142")
        }
        // A sentence that is longer than its row goes on in the next.
        let shown = program.frame.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.allSatisfy(shown.contains)
    }
    program.type("q")
    #expect(try await program.end() == 0)
    await server.stop()
}
