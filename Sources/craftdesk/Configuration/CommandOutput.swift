import Foundation

/// What a command of the configuration prints: a token or a secret from a password manager. No shell reads
/// it, and no message here holds what it printed.
enum CommandOutput {
    static func of(_ arguments: [String], setting: String) throws(Failure) -> String {
        let name = arguments.first ?? ""
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--"] + arguments
        let output = Pipe()
        process.standardOutput = output
        do { try process.run() } catch {
            throw Failure(.configuration, "\(setting) (\(name)) didn't start: \(error).")
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                .configuration,
                "\(setting) (\(name)) ended with status \(process.terminationStatus); run it by hand to see why."
            )
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
