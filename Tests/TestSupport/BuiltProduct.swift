import Foundation

/// The programs that were built together with the tests.
public enum BuiltProduct {
    /// The path of a built executable: it stands beside the test bundle.
    public static func path(_ name: String) -> String {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var directory = bundle.deletingLastPathComponent()
        while directory.path != "/" {
            let candidate = directory.appendingPathComponent(name)
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate.path }
            directory.deleteLastPathComponent()
        }
        return name
    }

    public struct Outcome: Sendable {
        public var status: Int32
        public var output: String
        public var errors: String
    }

    /// Runs a program to its end, without a terminal.
    public static func run(
        _ name: String, _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) async throws -> Outcome {
        let files = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        func file(_ name: String) -> URL { files.appendingPathComponent(name) }
        try Data(input.utf8).write(to: file("input"))
        var surroundings = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
        surroundings.merge(environment) { $1 }
        let child = try ChildProcess.start(
            [path(name)] + arguments, environment: surroundings, input: file("input").path,
            output: file("output").path, errors: file("errors").path
        )
        let status = await ChildProcess.waitElsewhere(child)
        return Outcome(
            status: status, output: String(decoding: try Data(contentsOf: file("output")), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: file("errors")), as: UTF8.self)
        )
    }
}
