import Foundation
import Spawning

/// What a command of the configuration prints: a token or a secret from a password manager. No shell reads
/// it, and no message here holds what it printed.
enum CommandOutput {
    static func of(_ arguments: [String], setting: String) throws(Failure) -> String {
        let name = arguments.first ?? ""
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        let (status, bytes): (Int32, [UInt8])
        do throws(Spawn.Failed) {
            (status, bytes) = try Spawn.output(of: arguments, environment: environment)
        } catch { throw Failure(.configuration, "\(setting) didn't start: \(error).") }
        guard status == 0 else {
            throw Failure(
                .configuration,
                "\(setting) (\(name)) ended with status \(status); run it by hand to see why.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
