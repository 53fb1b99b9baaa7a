import Feed
import Screen

extension Painter {
    mutating func connection(_ state: ConnectionState) {
        show(model.connectionText(in: document(layout.body)), from: state.scroll, in: layout.body)
    }
}

extension Model {
    /// State, figures, a plot of the round-trip times, how complete the feed is, quotas, channels.
    func connectionText(in document: Document) -> Document {
        var document = document
        let column = 20
        document.add("Connection", Style(.heading))
        document.fact("state", connectionSentence, column: column)
        if let problem = health.problem {
            document.fact("last problem", "\(clock(problem.at)) \(problem.sentence)", column: column)
        }
        if let since = health.since {
            document.fact("up for", span(now.milliseconds(since: since)), column: column)
        }
        document.fact("reconnects", "\(health.reconnects)", column: column)
        let rate = health.rate(now: now)
        document.fact("events a second", "\(Int(rate)).\(Int(rate * 10) % 10)", column: column)
        for fact in facts { document.fact(fact.name, fact.value, column: column) }
        addRoundTrips(to: &document, column: column)
        addHistory(to: &document, column: column)
        addQuotas(to: &document)
        if !health.channels.isEmpty {
            document.heading("Channels")
            for (name, state) in health.channels.sorted(by: { $0.key < $1.key }).prefix(100) {
                document.fact(state, name, column: 14)
            }
            if health.channels.count > 100 {
                document.add("and \(health.channels.count - 100) more", Style(.weak))
            }
        }
        return document
    }

    private var connectionSentence: String {
        switch connection {
        case .connecting: "connecting"
        case .live: "live"
        case .offline(let since, _): "offline since \(clock(since)); \(label(.retry)) tries now"
        case .failed(let sentence): sentence
        }
    }

    private func addRoundTrips(to document: inout Document, column: Int) {
        let times = health.roundTrips
        guard let last = times.last, let least = times.min(), let most = times.max() else { return }
        let sorted = times.sorted()
        document.fact(
            "round trip", "\(last) ms; median \(sorted[sorted.count / 2]) ms, from \(least) to \(most) ms",
            column: column)
        guard times.count > 1 else { return }
        document.gap()
        let labels = ["\(times.suffix(60).max() ?? most) ms", "", "", "0 ms"]
        let axis = 1 + (labels.map(\.count).max() ?? 0)
        let width = max(1, min(60, document.width - axis - 1))
        let rows = Plot.rows(times, width: width, height: labels.count, isUTF8: preferences.isUTF8)
        for (label, row) in zip(labels, rows) {
            let blanks = String(repeating: " ", count: axis - label.count)
            document.add(
                Line([
                    .init(text: blanks + label + (preferences.isUTF8 ? "│" : "|"), style: Style(.weak)),
                    .init(text: row, style: Style(.graph)),
                ]))
        }
    }

    /// The newest word on each quota.
    private func addQuotas(to document: inout Document) {
        guard !quotas.isEmpty else { return }
        document.heading("Quotas")
        for (resource, quota) in quotas.sorted(by: { $0.key < $1.key }) {
            document.add(
                Line("\(resource)  ") + Gauge.line(quota.fraction, width: 20, isUTF8: preferences.isUTF8))
            if let reset = quota.resetsAt, reset > now {
                document.add(
                    "starts anew in \(span(reset.milliseconds(since: now)))", Style(.weak), indent: 2)
            }
        }
    }
}
