import Foundation
import Logging

/// Writes log lines to a file; nothing is logged where neither `--log-file` nor `CRAFTDESK_LOG` names one,
/// since standard error is the screen's or the script's.
struct FileLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let label: String
    private let file: LogFile

    init(label: String, level: Logger.Level, file: LogFile) {
        self.label = label
        self.logLevel = level
        self.file = file
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }
            .joined()
        let time = Date().ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true))
        file.write("\(time) \(event.level) \(label): \(event.message)\(fields)\n")
    }
}

/// The log file, opened once, one line a write so that lines of two programs don't mix.
final class LogFile: Sendable {
    private let descriptor: Int32

    /// Created with mode 0600.
    init(path: String) throws(Failure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure(
                .inputOutput,
                "the log file \(path) can't be written (\(reason)); name another with --log-file.")
        }
    }

    deinit { close(descriptor) }

    func write(_ line: String) {
        var line = line
        line.withUTF8 { bytes in _ = Foundation.write(descriptor, bytes.baseAddress, bytes.count) }
    }
}

extension GlobalOptions {
    /// `--log-file`, else `CRAFTDESK_LOG`.
    var logPath: String? {
        (logFile ?? environment["CRAFTDESK_LOG"]).flatMap { $0.isEmpty ? nil : paths.expand($0) }
    }

    /// The logger of this run: to the file that is named, else to nowhere.
    func logger() throws(Failure) -> Logger {
        guard let logPath else { return Logger(label: "craftdesk") { _ in SwiftLogNoOpLogHandler() } }
        let file = try LogFile(path: logPath)
        let level = logLevel?.level ?? .info
        return Logger(label: "craftdesk") { FileLogHandler(label: $0, level: level, file: file) }
    }
}
