import ArgumentParser
import Feed
import Store

/// `craftdesk tail`: the engine without a screen.
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "One line an event on standard output, until interrupted.",
        discussion: example(
            "craftdesk tail --json | jq -r 'select(.type == \"event\") | .title'",
            "What happens, for a script.",
            "craftdesk tail --filter mention:me", "Only what is for me.",
            "craftdesk tail --for 10m --summary", "Counts of ten minutes.")
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var tail: TailOptions

    @Option(
        help: ArgumentHelp("Print only events like this, as in 'kind:comment from:ana'.", valueName: "query"))
    var filter: String?

    @Flag(help: "Keep events in the store, as the screen does, and begin with what was missed.")
    var store = false

    @Flag(help: "Print one line at the end instead of the events.") var summary = false

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let settings = try tail.settings(configuration)
            var choice = tail.choice(settings)
            choice.isSummary = summary
            choice.policy = try options.policy(configuration).policy
            if let filter {
                do throws(QueryError) {
                    choice.filter = try Query(filter, kinds: configuration.catalogue.queryKinds)
                } catch {
                    throw Failure(.usage, "--filter: \(error.description).")
                }
            }
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            let token = try source.token()
            var kept: FeedStore?
            if store {
                let path = options.storePath(configuration, settings)
                do throws(StoreError) { kept = try FeedStore(path: path) } catch {
                    throw Failure(.inputOutput, error.description)
                }
            }
            return try await TailSession.run(
                .init(
                    settings: settings, token: token, lines: TailWriter(choice), seconds: tail.seconds,
                    store: kept, logger: try options.logger()))
        }
    }
}
