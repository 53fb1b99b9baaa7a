import Foundation
import Logging
import Testing

@testable import craftdesk

/// The log file.
@Suite struct LoggingTests {
    @Test func aLineHasItsFieldsInOrderAndNobodyElseReadsIt() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/log"
        let file = try LogFile(path: path)
        var logger = Logger(label: "craftdesk") { FileLogHandler(label: $0, level: .info, file: file) }
        logger[metadataKey: "b"] = "2"
        logger.debug("not this")
        logger.info("connected", metadata: ["a": "1"])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasSuffix(" info craftdesk: connected a=1 b=2\n"), "\(text)")
        #expect(text.split(separator: "\n").count == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aFileThatCannotBeMadeIsASentence() {
        #expect {
            _ = try LogFile(path: "/nonexistent/log")
        } throws: { error in
            "\(error)".contains("/nonexistent/log") && "\(error)".contains("--log-file")
        }
    }
}
