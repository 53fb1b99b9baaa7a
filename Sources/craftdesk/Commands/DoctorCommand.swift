import ArgumentParser
import NIOPosix

/// `craftdesk doctor`: where the way of a connection ends, and what to change.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Try the connection step by step; at a fault, say what to change, in which file, on which side.",
        discussion: example(
            "craftdesk doctor", "Each step with its time, up to the first fault.",
            "craftdesk doctor --json | jq 'select(.result == \"fault\")'", "The fault, for a script.",
            "craftdesk doctor --notify", "Which notifications reach this desktop, and what is missing.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "One JSON object a step.") var json = false
    @Flag(
        help: "Try each way of notification instead, and name the lines that terminal or tmux are missing.")
    var notify = false

    func run() async throws {
        try await endingWell {
            if notify {
                let check = NotificationCheck(environment: options.environment)
                Output.lines(check.report(try options.configuration(), sends: Output.isTerminal()))
                return .done
            }
            let report = DoctorReport(isJSON: json, hasColors: options.colorsOutput)
            let progress = Progress()
            let doctor = Doctor(
                loader: options.loader, environment: options.environment, paths: options.paths,
                group: MultiThreadedEventLoopGroup.singleton,
                report: { finding in
                    progress.end()
                    Output.lines(report.lines(finding))
                    if let next = finding.step.next { progress.begin(next.title) }
                })
            let status = await doctor.run()
            progress.end()
            return status
        }
    }
}
