import API
import Feed
import JSON
import Realtime
import Testing

@testable import craftdesk

@Suite struct RecordingTests {
    private func recording(_ lines: String...) throws(Recording.Malformed) -> Recording {
        try Recording(text: Array(lines.joined(separator: "\n").utf8))
    }

    private static let header = #"{"craftdesk":1,"settings":{"workspace.id":"7","server.url":"ws://evil"}}"#

    @Test func whatIsWrittenIsRead() throws {
        let steps: [RecordedTransport.Step] = [
            .init(time: .milliseconds(5), event: .opened),
            .init(time: .milliseconds(6), event: .received(Array(#"{"event":"a","data":"ë"}"#.utf8))),
            .init(
                time: .milliseconds(7),
                event: .sent(Array(#"{"event":"pusher:subscribe","data":{"channel":"news"}}"#.utf8))),
            .init(time: .seconds(90), event: .closed(code: 1006, reason: "")),
        ]
        var text = Recording.header(
            settings: [("workspace.id", "7")], at: Timestamp(seconds: 1_790_000_000)
        ).serialized()
        text += "\n" + Recording.line(Identity(userID: "42", name: "Zoe", handles: ["z"])).serialized()
        text += "\n" + Recording.line([Project(id: "3", key: "WEB", name: "Website")]).serialized()
        for step in steps {
            text += "\n" + Recording.line(step.event, at: step.time, Redaction()).serialized()
        }
        let read = try Recording(text: Array(text.utf8))
        #expect(read.steps == steps)
        #expect(read.user?.id == "42")
        #expect(read.projects.map(\.key) == ["WEB"])
        #expect(read.settings == ["workspace.id": "7"])
        #expect(read.channels == ["news"])
    }

    /// A recording may come from anybody: it names channels, and no server.
    @Test func onlyKnownSettingsAreTaken() throws {
        #expect(try recording(Self.header).settings == ["workspace.id": "7"])
    }

    @Test func aLastLineCutShortIsLeftOut() throws {
        #expect(try recording(Self.header, #"{"t":1,"dir":"open"}"#, #"{"t":2,"di"#).steps.count == 1)
    }

    @Test(arguments: [
        ("", 1), ("{}", 1), ("hello", 1), (#"{"craftdesk":2}"#, 1), ("\(header)\n{\"t\":1}", 2),
        ("\(header)\n{\"t\":1,\"dir\":\"up\"}", 2), ("\(header)\n{\"t\":-1,\"dir\":\"open\"}", 2),
        ("\(header)\nnonsense\n{\"t\":1,\"dir\":\"open\"}", 2),
        ("\(header)\n{\"t\":1e99,\"dir\":\"open\"}", 2),
    ])
    func whatIsNoneSaysWhere(_ text: String, _ line: Int) {
        let error = #expect(throws: Recording.Malformed.self) { try Recording(text: Array(text.utf8)) }
        #expect(error?.line == line)
    }
}
