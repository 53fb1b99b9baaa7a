import Foundation
import PusherCore

/// The figures of several policies side by side, as Markdown and as a plot.
struct HerdReport {
    struct Policy: Sendable {
        var name: String
        var note: String
        var backoff: BackoffPolicy
    }

    let configuration: HerdConfiguration
    let results: [(policy: Policy, result: HerdResult)]

    init(_ configuration: HerdConfiguration, policies: [Policy]) {
        self.configuration = configuration
        results = policies.map { policy in
            var setting = configuration
            setting.backoff = policy.backoff
            return (policy, Herd.run(setting))
        }
    }

    // MARK: The table

    var markdown: String {
        let setting = configuration
        let sessions = setting.sessions
        let least = Double(sessions) / Double(setting.connectionsPerSecond)
        let leastAuthorised =
            Double(sessions * setting.channels) / Double(setting.authorisationsPerSecond)
        let head = """
            # The herd

            \(grouped(sessions)) clients lose their server at once; it is down for \(number(setting.downFor)) s and \
            then takes \(grouped(setting.connectionsPerSecond)) connections a second, the application \
            \(grouped(setting.authorisationsPerSecond)) authorisations a second, \(setting.channels) for each \
            client. The kernel keeps \(setting.backlog) connections for the server and drops what comes beyond \
            that. Each client is the real session machine (`Sources/PusherCore/Session`), in virtual time. Nobody \
            could be faster than \(number(setting.downFor + least)) s for the connections and \
            \(number(setting.downFor + leastAuthorised)) s for the authorisations.

            | Policy | Delays | Half back | 99 % back | All back | Most attempts in a second | Attempts | \
            Wasted | Authorisations | Wasted |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|

            """
        let rows = results.map { policy, result in
            let times = [0.5, 0.99, 1].map { part in
                result.seconds(until: part, of: sessions).map { "\(number($0)) s" }
                    ?? "not in \(number(setting.giveUpAfter)) s"
            }
            let counts = [
                result.peak, result.totalAttempts, result.wastedAttempts, result.authorisations,
                result.wastedAuthorisations,
            ].map(grouped)
            return "| " + ([policy.name, policy.note] + times + counts).joined(separator: " | ") + " |"
        }
        let tail = """

            A wasted attempt reached a server that was down, or waited in vain for ten seconds; a wasted \
            authorisation was answered when its client no longer waited. Made by `craftdesk-herd --output \
            Resources`.

            ![How many are back, and how many attempts a second](herd.svg)

            """
        return head + rows.joined(separator: "\n") + "\n" + tail
    }

    private func grouped(_ number: Int) -> String {
        var text = String(number)
        var at = text.count - 3
        while at > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: at))
            at -= 3
        }
        return text
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(format: "%.1f", value)
    }

    // MARK: The plot

    private static let colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"]

    /// Two panels over the same seconds: how many are back, and attempts a second.
    var plot: String {
        let (width, height, left, gap) = (900.0, 620.0, 70.0, 50.0)
        let panel = (height - 3 * gap) / 2
        let seconds = max(
            10, results.map { max($0.result.complete.count, $0.result.attempts.count) }.max() ?? 10)
        let span = Double(min(seconds, 180))
        let most = Double(max(1, results.map(\.result.peak).max() ?? 1))
        func x(_ second: Double) -> Double { left + second / span * (width - left - 20) }
        var lines: [String] = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" \
            font-family="sans-serif" font-size="13">
            <rect width="100%" height="100%" fill="white"/>
            """
        ]
        func axis(top: Double, title: String, maximum: Double, unit: String) {
            let bottom = top + panel
            lines.append("<text x=\"\(left)\" y=\"\(top - 12)\" font-weight=\"bold\">\(title)</text>")
            for step in 0...4 {
                let y = bottom - panel * Double(step) / 4
                let label = grouped(Int(maximum * Double(step) / 4)) + unit
                lines.append(
                    "<path d=\"M\(left) \(y)H\(width - 20)\" stroke=\"#ddd\"/>"
                        + "<text x=\"\(left - 8)\" y=\"\(y + 4)\" text-anchor=\"end\">\(label)</text>")
            }
            for second in stride(from: 0, through: span, by: 20) {
                lines.append(
                    "<text x=\"\(x(second))\" y=\"\(bottom + 18)\" text-anchor=\"middle\">\(Int(second)) s</text>"
                )
            }
        }
        func curve(_ values: [Double], top: Double, maximum: Double, colour: String) {
            let points = values.prefix(Int(span)).enumerated().map { second, value in
                String(format: "%.1f,%.1f", x(Double(second + 1)), top + panel - value / maximum * panel)
            }
            lines.append(
                "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" points=\"\(points.joined(separator: " "))\"/>"
            )
        }
        axis(top: gap, title: "Clients that have all their channels", maximum: 100, unit: " %")
        axis(top: 2 * gap + panel, title: "Attempts to connect in a second", maximum: most, unit: "")
        for (index, (policy, result)) in results.enumerated() {
            let colour = Self.colours[index % Self.colours.count]
            let part = result.complete.map { Double($0) / Double(configuration.sessions) * 100 }
            curve(part, top: gap, maximum: 100, colour: colour)
            curve(result.attempts.map(Double.init), top: 2 * gap + panel, maximum: most, colour: colour)
            let at = left + Double(index) * 160
            lines.append(
                "<rect x=\"\(at)\" y=\"\(height - 24)\" width=\"14\" height=\"4\" fill=\"\(colour)\"/>"
                    + "<text x=\"\(at + 20)\" y=\"\(height - 18)\">\(policy.name)</text>")
        }
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }
}
