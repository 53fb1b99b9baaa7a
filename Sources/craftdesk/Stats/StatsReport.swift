import API
import JSON
import Screen

/// A sample as lines: a table for people, an object for scripts, and a plot of what went before.
struct StatsReport: Equatable, Sendable {
    /// The connections of each sample, oldest first.
    private(set) var history: [Int] = []
    var isUTF8: Bool
    /// Columns of the table and the plot.
    var width: Int

    init(isUTF8: Bool, width: Int) {
        self.isUTF8 = isUTF8
        self.width = max(30, width)
    }

    /// Takes a sample into the plot.
    mutating func add(_ metrics: ServerMetrics) {
        history.append(Self.connections(metrics))
        if history.count > 500 { history.removeFirst(history.count - 500) }
    }

    /// Where the server doesn't count connections, the channel that most hold says how many there are at least.
    static func connections(_ metrics: ServerMetrics) -> Int {
        metrics.connections ?? metrics.channels.compactMap(\.subscriptions).max() ?? 0
    }

    /// At most `limit` channels, those that most hold first.
    func table(_ metrics: ServerMetrics, limit: Int = .max) -> [String] {
        let sign = metrics.connections == nil ? "at least " : ""
        var lines = [
            "\(sign)\(Self.connections(metrics)) connections, \(metrics.channels.count) channels", "",
        ]
        let channels = metrics.channels.sorted {
            ($0.subscriptions ?? $0.users ?? 0, $1.name) > ($1.subscriptions ?? $1.users ?? 0, $0.name)
        }
        let nameWidth = min(60, max(20, width - 24))
        lines.append(column("CHANNEL", nameWidth) + "SUBSCRIBED  USERS")
        for channel in channels.prefix(limit) {
            let name = TextLayout.truncated(Sanitiser.row(channel.name), to: nameWidth - 1)
            let count = channel.subscriptions.map(String.init) ?? "-"
            lines.append(
                column(name, nameWidth) + column(count, 12) + (channel.users.map(String.init) ?? "-"))
            if !channel.members.isEmpty {
                lines.append("  " + Sanitiser.row(channel.members.joined(separator: ", ")))
            }
        }
        if channels.count > limit { lines.append("and \(channels.count - limit) more") }
        return lines
    }

    /// Connections over time, `height` rows, the newest sample at the right.
    func plot(height: Int) -> [String] {
        let columns = width - 8
        let samples = history.suffix(columns)
        guard let top = samples.max(), height > 0 else { return [] }
        let scale = max(1, top)
        let eighths: [Character] = isUTF8 ? Array(" ▁▂▃▄▅▆▇█") : Array("  ..::||#")
        var lines: [String] = []
        for row in (0..<height).reversed() {
            let label = row == height - 1 ? String(scale) : row == 0 ? "0" : ""
            let padded = String(repeating: " ", count: max(0, 6 - label.count)) + label
            let bars = samples.map { sample in
                let level = Int((Double(sample) / Double(scale) * Double(height * 8)).rounded())
                return eighths[min(8, max(0, level - row * 8))]
            }
            lines.append("\(padded) \(isUTF8 ? "│" : "|")" + String(bars))
        }
        return lines
    }

    static func json(_ metrics: ServerMetrics, at time: String) -> JSONTree {
        var channels: JSONTree = [:]
        for channel in metrics.channels {
            var tree: JSONTree = [:]
            if let count = channel.subscriptions { tree["subscription_count"] = .integer(count) }
            if let count = channel.users { tree["user_count"] = .integer(count) }
            if !channel.members.isEmpty { tree["members"] = .array(channel.members.map(JSONTree.string)) }
            channels[channel.name] = tree
        }
        return [
            "type": "stats", "at": .string(time),
            "connections": metrics.connections.map(JSONTree.integer) ?? .null, "channels": channels,
        ]
    }
}
