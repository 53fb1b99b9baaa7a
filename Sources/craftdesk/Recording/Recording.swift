import API
import Feed
import JSON
import Realtime

/// A recorded session: one JSON object a line. The first says what it is and how the client was configured;
/// `identity` and `projects` are what the application said; the rest are frames with their time.
struct Recording: Equatable, Sendable {
    /// Configuration keys that a replay needs, by path.
    var settings: [String: String] = [:]
    var user: User?
    var projects: [Place] = []
    var steps: [RecordedTransport.Step] = []

    /// The format's number.
    static let version = 1

    /// Keys that are recorded: how channels are called, and nothing that names a machine.
    static let paths = [
        "workspace.id", "workspace.user_id", "workspace.channel", "workspace.project_channel",
        "workspace.presence_channel", "workspace.user_channel", "app.namespace",
    ]

    /// Why a file is no recording.
    struct Malformed: Error, Equatable, CustomStringConvertible {
        var line: Int
        var reason: String
        var description: String { "line \(line): \(reason)" }
    }

    /// The channels the session subscribed, in order, each once.
    var channels: [String] {
        var channels: [String] = []
        for step in steps {
            guard case .sent(let text) = step.event, let message = try? JSONValue(parsing: text),
                message["event"]?.string == "pusher:subscribe",
                let channel = message["data"]?["channel"]?.string,
                !channels.contains(channel)
            else { continue }
            channels.append(channel)
        }
        return channels
    }

    // MARK: Reading

    init() {}

    /// Reads a file's text. A last line that is cut short, as of a killed recorder, is left out.
    init(text: [UInt8]) throws(Malformed) {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var hasHeader = false
        for (index, line) in lines.enumerated() where !line.isEmpty {
            guard let object = try? JSONValue(parsing: Array(line)), object.kind == .object else {
                if index == lines.count - 1, hasHeader { break }
                throw Malformed(line: index + 1, reason: "this is not a JSON object")
            }
            if !hasHeader {
                guard let version = object["craftdesk"]?.int else {
                    throw Malformed(
                        line: index + 1, reason: "it doesn't begin as a recording of craftdesk does")
                }
                guard version == Self.version else {
                    throw Malformed(
                        line: index + 1,
                        reason: "it is of version \(version); this program reads \(Self.version)")
                }
                hasHeader = true
                for (key, value) in object["settings"]?.members ?? [] where Self.paths.contains(key) {
                    settings[key] = value.identifier
                }
                continue
            }
            if !take(object) { throw Malformed(line: index + 1, reason: "this line is of no known kind") }
        }
        guard hasHeader else { throw Malformed(line: 1, reason: "it is empty") }
    }

    private mutating func take(_ object: JSONValue) -> Bool {
        if let user = object["identity"] {
            guard let id = user["id"]?.identifier else { return false }
            self.user = User(
                id: id, name: user["name"]?.string ?? "",
                handles: user["handles"]?.elements.compactMap(\.string) ?? [])
            return true
        }
        if let list = object["projects"] {
            projects = list.elements.compactMap { project in
                project["id"]?.identifier.map {
                    Place(id: $0, key: project["key"]?.string, name: project["name"]?.string ?? $0)
                }
            }
            return true
        }
        guard let seconds = object["t"]?.double, seconds.isFinite, (0..<1e9).contains(seconds) else {
            return false
        }
        let event: TransportEvent
        switch object["dir"]?.string {
        case "open": event = .opened
        case "in": event = .received(object["text"]?.stringBytes ?? [])
        case "out": event = .sent(object["text"]?.stringBytes ?? [])
        case "close":
            event = .closed(
                code: object["code"]?.int.flatMap { UInt16(exactly: $0) } ?? 1006,
                reason: object["reason"]?.string ?? "")
        default: return false
        }
        steps.append(.init(time: .microseconds(Int64(seconds * 1_000_000)), event: event))
        return true
    }

    // MARK: Writing

    /// The first line.
    static func header(settings: [(String, String)], at now: Timestamp) -> JSONTree {
        [
            "craftdesk": .integer(version), "recorded_at": .string(now.iso8601),
            "settings": .object(settings.map { .init($0, .string($1)) }),
        ]
    }

    static func line(_ identity: Identity) -> JSONTree {
        [
            "identity": [
                "id": identity.userID.map(JSONTree.string) ?? .null, "name": .string(identity.name ?? ""),
                "handles": .array(identity.handles.sorted().map(JSONTree.string)),
            ]
        ]
    }

    static func line(_ projects: [Project]) -> JSONTree {
        ["projects": .array(projects.map(\.json))]
    }

    /// A frame's line; times in seconds, to the microsecond.
    static func line(_ event: TransportEvent, at time: Duration, _ redaction: Redaction) -> JSONTree {
        let seconds = JSONTree.number((time / .seconds(1) * 1_000_000).rounded() / 1_000_000)
        func text(_ bytes: [UInt8]) -> JSONTree { .string(String(decoding: redaction(bytes), as: UTF8.self)) }
        return switch event {
        case .opened: ["t": seconds, "dir": "open"]
        case .received(let bytes): ["t": seconds, "dir": "in", "text": text(bytes)]
        case .sent(let bytes): ["t": seconds, "dir": "out", "text": text(bytes)]
        case .closed(let code, let reason):
            ["t": seconds, "dir": "close", "code": .integer(Int(code)), "reason": .string(reason)]
        }
    }
}
