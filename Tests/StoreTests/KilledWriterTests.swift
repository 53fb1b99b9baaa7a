import Feed
import Foundation
import Store
import Testing

/// A program that writes and is killed: this test file is both, the child being an exit test's process.
@Suite struct KilledWriterTests {
    @Test func aKilledProgramLosesNothingItHasSaidIsStored() async throws {
        let place = try TemporaryStore()
        let path = place.path
        // The child tells by a file how far it has come: each number stands there only after its write.
        let outcome = await #expect(
            processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]
        ) { [path = path as String] in
            let store = try FeedStore(path: path)
            for number in 0..<300 {
                let event = Feed.Notification(
                    id: "e\(number)", kind: .comment, name: "C", channel: "c", text: "text",
                    occurredAt: Timestamp(seconds: 1), receivedAt: Timestamp(seconds: 1))
                try store.write([
                    .append([event], []), .change(StateChange(mark: .read, isSet: true, ids: ["e\(number)"])),
                ])
                FileHandle.standardOutput.write(Data("stored \(number)\n".utf8))
            }
            kill(getpid(), SIGKILL)
        }
        let said = String(decoding: outcome?.standardOutputContent ?? [], as: UTF8.self)
            .split(separator: "\n").last { $0.hasPrefix("stored ") }
        #expect(said == "stored 299")
        let store = try FeedStore(path: path)
        #expect(try store.count() == 300)
        #expect(try store.unread().isEmpty)
        #expect(try store.entry("e299")?.marks == .read)
    }
}
