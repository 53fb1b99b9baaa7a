import TestSupport

/// The built program in surroundings of its own: nothing of the machine's configuration reaches it.
struct CommandLineTool {
    let directory: TemporaryDirectory
    var environment: [String: String] = [:]

    init() throws { directory = try TemporaryDirectory() }

    func run(_ arguments: String..., environment more: [String: String] = [:], input: String = "")
        async throws -> BuiltProduct.Outcome
    {
        try await BuiltProduct.run(
            "craftdesk", arguments,
            environment: environment.merging(["HOME": directory.path]) { $1 }.merging(more) { $1 },
            input: input)
    }

    /// Runs a shell's line, in which `$craftdesk` is the program.
    func shell(_ line: String, environment more: [String: String] = [:]) async throws -> BuiltProduct.Outcome
    {
        try await BuiltProduct.run(
            "bash", ["-c", line],
            environment: more.merging(
                ["HOME": directory.path, "craftdesk": BuiltProduct.path("craftdesk")]) { $1 })
    }
}
