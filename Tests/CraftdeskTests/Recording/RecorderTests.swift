import App
import Feed
import Foundation
import JSON
import Realtime
import Testing

@testable import craftdesk

@Suite struct RecorderTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path + "/session.jsonl" }

    init() throws { directory = try TemporaryDirectory() }

    private func recorder() throws -> Recorder {
        try Recorder(
            path: path, settings: [("server.key", "k")], redaction: Redaction(), now: Timestamp(seconds: 0))
    }

    private func lines() throws -> [JSONValue] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }
    }

    /// Each line is there at once: a program that is killed leaves a recording.
    @Test func eachFrameIsALineAtOnce() throws {
        let recorder = try recorder()
        #expect(try lines().count == 1)
        recorder.onTransport(.opened)
        recorder.record(.received(Array(#"{"event":"a"}"#.utf8)))
        #expect(try lines().count == 3)
        #expect(recorder.frames == 2)
    }

    @Test func whatTheApplicationSaidIsKeptAndNothingElse() throws {
        let recorder = try recorder()
        recorder.record([
            .identity(Identity(userID: "5", name: "Ana")), .cursor("7"),
            .projects([Project(id: "3", key: "WEB", name: "Website")]),
        ])
        #expect(try lines().count == 3)
        #expect(recorder.frames == 0)
    }

    /// How the client itself leaves is no loss to be replayed.
    @Test func afterItsEndNothingIsWritten() throws {
        let recorder = try recorder()
        recorder.finish()
        recorder.record(.opened)
        recorder.record([.identity(Identity(userID: "5", name: "Ana"))])
        #expect(try lines().count == 1 && recorder.frames == 0)
    }

    @Test func aFileThatIsThereIsNotOverwritten() throws {
        try directory.write("session.jsonl", "mine")
        let error = #expect(throws: Failure.self) { _ = try recorder() }
        #expect(error?.status == .usage)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }

    @Test func aPlaceThatCantBeWrittenIsNamed() throws {
        let error = #expect(throws: Failure.self) {
            _ = try Recorder(
                path: directory.path + "/no/such", settings: [], redaction: Redaction(),
                now: Timestamp(seconds: 0))
        }
        #expect(error?.status == .inputOutput)
    }
}
