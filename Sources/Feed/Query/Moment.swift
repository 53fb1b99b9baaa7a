/// A time as people write it in a query.
public enum Moment: Hashable, Sendable {
    /// So many milliseconds before now: `2h`.
    case ago(Int64)
    /// A moment of the calendar, with its zone: `2026-11-23T12:30:00Z`.
    case at(Timestamp)
    /// A moment of the calendar where the user is, as if that were UTC: `2026-11-23`, `2026-11-23T12:30`.
    case local(Timestamp)
    /// So many minutes after the midnight before now, so many days back: `12:30`, `today`, `yesterday`.
    case clock(minutes: Int64, daysBack: Int64)

    private static let day: Int64 = 86_400_000

    /// A moment by its text, or nil: `90s`, `15m`, `2h`, `3d`, `1w`, `12:30`, `today`, `yesterday`, a date, or
    /// a date and a time.
    public init?(_ text: String) {
        let text = text.lowercased()
        if let milliseconds = Self.duration(text) {
            self = .ago(milliseconds)
        } else if text == "today" || text == "yesterday" {
            self = .clock(minutes: 0, daysBack: text == "today" ? 0 : 1)
        } else if let minutes = Self.timeOfDay(text) {
            self = .clock(minutes: minutes, daysBack: 0)
        } else if let moment = Timestamp(iso8601: "\(text)T00:00Z") {
            self = .local(moment)
        } else if let moment = Timestamp(iso8601: text) {
            let hasZone = text.hasSuffix("z") || text.dropFirst(11).contains { $0 == "+" || $0 == "-" }
            self = hasZone ? .at(moment) : .local(moment)
        } else {
            return nil
        }
    }

    /// Milliseconds of `90s`, `15m`, `2h`, `3d`, `1w`; nil for everything else and beyond a hundred years.
    public static func duration(_ text: String) -> Int64? {
        let units: [Character: Int64] = [
            "s": 1000, "m": 60_000, "h": 3_600_000, "d": day, "w": 7 * day,
        ]
        guard let unit = text.last.flatMap({ units[$0] }), text.count <= 12,
            text.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(text.dropLast())
        else { return nil }
        let (product, overflows) = number.multipliedReportingOverflow(by: unit)
        return overflows || product > 36_525 * day ? nil : product
    }

    /// Minutes after midnight of `7:05` and `18:30`.
    public static func timeOfDay(_ text: some StringProtocol) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let hour = Int64(parts[0]), let minute = Int64(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// The moment on the calendar.
    public func timestamp(_ context: QueryContext) -> Timestamp {
        switch self {
        case .ago(let milliseconds): return context.now.advanced(byMilliseconds: -milliseconds)
        case .at(let moment): return moment
        case .local(let moment): return context.zone.moment(local: moment)
        case .clock(let minutes, let daysBack):
            return context.zone.moment(
                local: context.zone.midnight(context.now)
                    .advanced(byMilliseconds: minutes * 60_000 - daysBack * Self.day))
        }
    }

    /// The midnight before a moment, where the user is.
    static func midnight(_ now: Timestamp, _ secondsFromUTC: Int64) -> Timestamp {
        let local = now.advanced(byMilliseconds: secondsFromUTC &* 1000).milliseconds
        let intoDay = ((local % day) + day) % day
        return now.advanced(byMilliseconds: -intoDay)
    }
}
