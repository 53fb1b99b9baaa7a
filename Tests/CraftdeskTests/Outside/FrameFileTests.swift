import Foundation
import Screen
import Testing

@testable import craftdesk

@Suite struct FrameFileTests {
    @Test func itIsWrittenOnlyWhereItIsAskedFor() {
        #expect(FrameFile(environment: [:]) == nil)
        #expect(FrameFile(environment: ["CRAFTDESK_FRAME_FILE": ""]) == nil)
    }

    @Test func theLastFrameIsThereWithItsRows() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/frame"
        let file = try #require(FrameFile(environment: ["CRAFTDESK_FRAME_FILE": path]))
        for word in ["first", "日本"] {
            var buffer = CellBuffer(width: 8, height: 2)
            buffer.draw(word, in: Rect(x: 1, y: 1, width: 7, height: 1))
            file.write(buffer)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "\n 日本\n")
        // A place that can't be written is missed by the test that asked for it, and by nobody else.
        FrameFile(environment: ["CRAFTDESK_FRAME_FILE": "/proc/no/such"])?.write(
            CellBuffer(width: 1, height: 1))
    }
}
