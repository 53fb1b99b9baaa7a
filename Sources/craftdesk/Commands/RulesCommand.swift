import ArgumentParser
import Feed
import Foundation
import JSON
import Screen
import Store

/// `craftdesk rules`.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "The rules, and what they do to an event.",
        discussion: example("craftdesk rules list", "The rules in the order they count."),
        subcommands: [List.self, Test.self]
    )

    /// The rules in the order they count.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "The rules in the order they count, and where each was made; later ones overrule earlier ones.",
            discussion: example("craftdesk rules list --profile work", "Those of another profile.")
        )
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await endingWell {
                let configuration = try options.configuration()
                let policy = try options.policy(configuration).policy
                Output.lines(RuleReport.list(policy, zone: .current).map { Sanitiser.row($0) })
                return .done
            }
        }
    }

    /// What the rules do to an event.
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What becomes of an event read from standard input, and which rules decide so.",
            discussion: """
                An event is a line of "craftdesk tail --json", or {"event": "…", "channel": "…", "data": …} as it \
                is broadcast.


                """
                    + example(
                        "craftdesk rules test < event.json",
                        "Whether it shows, toasts, rings or runs a hook, and why.")
        )
        @OptionGroup var options: GlobalOptions
        @Flag(help: "As JSON lines.") var json = false

        func run() async throws {
            try await endingWell {
                let configuration = try options.configuration()
                let (policy, known) = try options.policy(configuration)
                var report = RuleReport(configuration, policy: policy, known)
                let projects = known.projects.isEmpty ? configuration.projects : known.projects
                let input = Array(FileHandle.standardInput.readDataToEndOfFile())
                let now = ScreenProgram.now()
                for event in try RuleReport.events(in: input, receivedAt: now) {
                    let context = QueryContext(
                        now: now, zone: .current, projects: projects)
                    let result = report.judge(event, context)
                    if json {
                        Output.line(result.json.serialized())
                    } else {
                        Output.lines(result.lines.map { Sanitiser.row($0) })
                    }
                }
                return .done
            }
        }
    }
}

extension GlobalOptions {
    /// Everything that decides on deliveries: the configuration's rules, and, where there is a feed already,
    /// what was made of them in the program.
    func policy(
        _ configuration: Configuration
    ) throws -> (policy: DeliveryPolicy, known: KnownWorkspace) {
        let policy = try configuration.deliveryPolicy()
        // Rules can be tried before there is a server to connect to.
        guard let settings = try? ClientSettings(configuration) else { return (policy, KnownWorkspace()) }
        let file = paths.storeFile(configuration, settings)
        guard FileManager.default.fileExists(atPath: file) else { return (policy, KnownWorkspace()) }
        do throws(StoreError) {
            let store = try FeedStore.reading(path: file)
            return (policy.adding(try store.orders()), KnownWorkspace(store))
        } catch { throw Failure(.inputOutput, error.description) }
    }
}

/// What `rules list` and `rules test` print.
struct RuleReport {
    private let policy: DeliveryPolicy
    private var interpreter: EventInterpreter

    /// What became of one event.
    struct Result {
        var notification: Feed.Notification
        var decision: Decision
    }

    /// - Parameter known: what a program has heard of me; the configuration goes before it.
    init(_ configuration: Configuration, policy: DeliveryPolicy, _ known: KnownWorkspace = KnownWorkspace()) {
        self.policy = policy
        let me = configuration[\.userID].text
        interpreter = EventInterpreter(
            identity: Identity(
                userID: me.isEmpty ? known.identity?.userID : me, name: known.identity?.name,
                handles: configuration[\.handles] + (known.identity?.handles.sorted() ?? [])),
            patterns: ChannelPatterns(
                workspace: configuration[\.workspaceChannel], project: configuration[\.projectChannel],
                presence: configuration[\.presenceChannel], user: configuration[\.userChannel]),
            namespace: configuration[\.namespace], taskURL: "", catalogue: configuration.catalogue
        )
    }

    /// A line for each rule and each mute or snooze that holds, with its origin.
    static func list(_ policy: DeliveryPolicy, zone: Zone) -> [String] {
        let made = policy.orders.map { order in
            switch order {
            case .rule(let rule): line(rule)
            case .mute(let mute):
                "mute  \(mute.query.text)\(mute.isTotal ? "" : ", but for what is for me")  "
                    + words(mute.until, zone)
            case .snooze(let snooze):
                "snooze  \(snooze.entries.count) entr\(snooze.entries.count == 1 ? "y" : "ies")  "
                    + words(snooze.until, zone)
            case .silence(let until): "do not disturb  \(words(until, zone))"
            }
        }
        let lines =
            policy.rules.map { line($0) + "  (configuration)" } + made.map { $0 + "  (made in the program)" }
        guard !lines.isEmpty else {
            return ["There are no rules; [[rule]] in the configuration makes some, and D on the screen."]
        }
        return lines
    }

    private static func line(_ rule: Rule) -> String {
        // A rule made on the screen is called by its query.
        (rule.name == rule.query.text ? "" : "\(rule.name)  ")
            + "\(rule.query.text)  ->  \(rule.change.description)"
            + (rule.isLast ? ", then no other rule" : "")
    }

    private static func words(_ until: Until, _ zone: Zone) -> String {
        let time = until.time.map { time -> String in
            // Written as if it were UTC: the user's own time, to the minute.
            let local = zone.local(time)
            return String(local.iso8601.prefix(16)).replacing("T", with: " ")
        }
        let ends = [time, until.condition?.text].compactMap { $0 }
        return ends.isEmpty ? "until it is taken back" : "until \(ends.joined(separator: " or "))"
    }

    /// The events of a text: one JSON value, or one on each line.
    static func events(in bytes: [UInt8], receivedAt now: Timestamp) throws(Failure) -> [IncomingEvent] {
        if let whole = try? JSONValue(parsing: bytes) { return [try event(whole, line: 1, receivedAt: now)] }
        var events: [IncomingEvent] = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            let value: JSONValue
            do throws(JSONError) { value = try JSONValue(parsing: Array(line)) } catch {
                throw Failure(.badData, "standard input, line \(index + 1): \(error.description).")
            }
            events.append(try event(value, line: index + 1, receivedAt: now))
        }
        guard !events.isEmpty else {
            throw Failure(
                .badData, "standard input is empty; give an event, as in \"rules test < event.json\".")
        }
        return events
    }

    private static func event(
        _ value: JSONValue, line: Int, receivedAt now: Timestamp
    ) throws(Failure) -> IncomingEvent {
        // A line of tail names the event in "name"; on the wire it is "event".
        guard value.kind == .object, let name = (value["name"] ?? value["event"])?.string, !name.isEmpty
        else {
            throw Failure(
                .badData,
                "standard input, line \(line): this is no event; it has neither \"name\" (a line of tail) nor \"event\" (as broadcast)."
            )
        }
        let data: IncomingEvent.Payload =
            switch value["data"] {
            case nil: .none
            case let data? where data.isNull: .none
            case let data?: data.stringBytes.map { .text($0) } ?? .json(Array(data.rawBytes))
            }
        let times = ["occurred_at", "created_at"].compactMap { value[$0]?.string }
        return IncomingEvent(
            name: name, channel: value["channel"]?.string ?? "", data: data,
            createdAt: times.first.flatMap { Timestamp(iso8601: $0) }, receivedAt: now,
            live: value["live"]?.bool ?? true
        )
    }

    mutating func judge(_ event: IncomingEvent, _ context: QueryContext) -> Result {
        let notification = interpreter.interpret(event)
        return Result(
            notification: notification, decision: policy.decide(notification, [], context))
    }
}

extension RuleReport.Result {
    private var signs: [(name: String, isOn: Bool)] {
        let delivery = decision.delivery
        return [
            ("show", delivery.isShown), ("toast", delivery.toast), ("bell", delivery.bell),
            ("title", delivery.title), ("notify", delivery.notification), ("hook", delivery.hook),
            ("star", delivery.star),
        ]
    }

    /// Sentence, facts, what is done, why.
    var lines: [String] {
        let what =
            signs.map { $0.isOn ? $0.name : "no \($0.name)" } + [
                "priority \(decision.delivery.priority.rawValue)"
            ]
        var facts = ["kind \(notification.kind.rawValue)"]
        if let actor = notification.actor { facts.append("from \(actor.name)") }
        if let project = notification.project { facts.append("project \(project)") }
        if let task = notification.task { facts.append("task \(task.key ?? task.id)") }
        return [
            notification.text, "  \(facts.joined(separator: ", "))",
            "  does: \(what.joined(separator: ", "))",
            "  why:  \(decision.reasons.map(\.description).joined(separator: ", "))",
        ]
    }

    var json: JSONTree {
        var object: JSONTree = [
            "id": .string(notification.id), "kind": .string(notification.kind.rawValue),
            "text": .string(notification.text),
        ]
        for sign in signs { object[sign.name] = .bool(sign.isOn) }
        object["priority"] = .string(decision.delivery.priority.rawValue)
        object["why"] = .array(decision.reasons.map { .string($0.description) })
        return object
    }
}
