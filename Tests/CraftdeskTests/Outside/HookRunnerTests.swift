import Feed
import Foundation
import HostileText
import JSON
import Logging
import Testing

@testable import craftdesk

@Suite struct HookRunnerTests {
    @Test func theTokenIsKeptFromAHook() throws {
        let environment = HookRunner.clean([
            "CRAFTDESK_TOKEN": "secret", "CRAFTDESK_AUTH_TOKEN_FILE": "x", "HOME": "/h",
        ])
        #expect(environment == ["HOME": "/h"])
    }

    @Test func theEventIsOneLineOfJSONOnStandardInput() throws {
        let at = Timestamp(milliseconds: 1_800_000_000_000)
        for hostile in HostileText.cases {
            let event = Feed.Notification(
                id: hostile.text, kind: EventKind(rawValue: "comment"), name: hostile.text,
                channel: hostile.text,
                text: hostile.text, occurredAt: at, receivedAt: at, payload: hostile.bytes)
            let line = HookRunner.line(event, why: ["rule:default"]).dropLast()
            #expect(HostileText.danger(in: String(decoding: line, as: UTF8.self)) == nil, "\(hostile.name)")
            #expect(!line.contains { $0 < 0x20 || $0 == 0x7F }, "\(hostile.name)")
            let value = try JSONValue(parsing: Array(line))
            #expect(value["id"]?.string == hostile.text)
            #expect(value["data"] != nil)
        }
    }

    @Test func eventsComeOneAfterTheOtherInOrder() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "craftdesk-hook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let file = directory.appendingPathComponent("lines").path
        let hook = HookRunner(
            arguments: ["sh", "-c", "cat >> \"$0\"", file], environment: ["PATH": "/usr/bin:/bin"],
            seconds: 60,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        for number in 1...5 { hook.run(Array("\(number)\n".utf8)) }
        var written = ""
        // A deadline for a hung hook, no measure of speed.
        for _ in 0..<3000 where written != "1\n2\n3\n4\n5\n" {
            try await Task.sleep(for: .milliseconds(20))
            written = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        }
        #expect(written == "1\n2\n3\n4\n5\n")
    }
}
