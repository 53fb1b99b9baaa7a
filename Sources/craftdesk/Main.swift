import ArgumentParser
import Foundation

/// What the program says of itself, in one place; the scripts of the package read it here.
enum CraftDesk {
    static let version = "0.1.0"
    /// When the version was made, for the man pages.
    static let date = "2026-11-25"
}

@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "craftdesk",
        abstract: "CraftDesk's real-time notifications in a terminal.",
        version: CraftDesk.version,
        subcommands: [
            RunCommand.self, DemoCommand.self, SandboxCommand.self, LoginCommand.self, LogoutCommand.self,
            WhoamiCommand.self, TailCommand.self, RecordCommand.self, ReplayCommand.self, StatusCommand.self,
            ConfigCommand.self, KeysCommand.self, RulesCommand.self, DoctorCommand.self,
            StatsCommand.self, CompletionsCommand.self, PlainCommand.self, GenerateReferenceCommand.self,
        ],
        defaultSubcommand: RunCommand.self
    )

    /// On the main actor, or this very function would be a task on Swift's own pool.
    @MainActor
    static func main() async {
        // It complains to the system's log, once a run, that whoever isn't root may not raise a thread's priority.
        setenv("LIBDISPATCH_LOG", "NO", 0)
        TaskExecutor.install()
        await main(nil)
    }

    /// The same options before the command's name as after it.
    @OptionGroup var options: GlobalOptions
}

/// Ends with one sentence on standard error and the failure's status.
func endingWell(_ work: () async throws -> ExitStatus) async throws {
    let status: ExitStatus
    do {
        status = try await work()
    } catch let failure as Failure {
        complain(failure.description)
        throw ExitCode(failure.status.rawValue)
    } catch let error as ConfigurationError {
        complain(error.description)
        throw ExitCode(ExitStatus.configuration.rawValue)
    }
    if status != .done { throw ExitCode(status.rawValue) }
}

func complain(_ sentence: String) {
    Output.note("craftdesk: \(sentence)")
}
