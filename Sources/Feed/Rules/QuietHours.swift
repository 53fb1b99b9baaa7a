/// A part of the week in which nothing disturbs: `22:00-08:00`, `sat,sun`, `mon,tue 12:00-13:00`.
public struct QuietHours: Hashable, Sendable {
    /// Minutes after midnight at which it begins.
    public var start: Int64
    /// Minutes after midnight at which it ends; at or before `start` it ends on the next day.
    public var end: Int64
    /// The days on which it begins, Monday being 0.
    public var days: Set<Int>

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Reads days, hours or both; nil when it is neither.
    public init?(_ text: String) {
        var days = Set(0..<7)
        var range: (Int64, Int64)?
        let words = text.lowercased().split(separator: " ")
        guard (1...2).contains(words.count) else { return nil }
        for (index, word) in words.enumerated() {
            if index == 0, let named = Self.days(word) {
                days = named
            } else if let hours = Self.hours(word), range == nil {
                range = hours
            } else {
                return nil
            }
        }
        self.days = days
        (start, end) = range ?? (0, 1440)
    }

    private static func days(_ word: Substring) -> Set<Int>? {
        var days: Set<Int> = []
        for name in word.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = name.split(separator: "-", omittingEmptySubsequences: false).map {
                names.firstIndex(of: String($0))
            }
            guard let first = ends.first, let from = first, ends.count <= 2, let last = ends.last,
                let to = last
            else { return nil }
            for step in 0...((to - from + 7) % 7) { days.insert((from + step) % 7) }
        }
        return days.isEmpty ? nil : days
    }

    private static func hours(_ word: Substring) -> (Int64, Int64)? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = Moment.timeOfDay(ends[0]) else { return nil }
        let to = ends[1] == "24:00" ? 1440 : Moment.timeOfDay(ends[1])
        return to.map { (from, $0) }
    }

    /// The day of the week where the user is, Monday being 0.
    static func weekday(_ now: Timestamp, _ secondsFromUTC: Int64) -> Int {
        let day: Int64 = 86_400_000
        let local = now.advanced(byMilliseconds: secondsFromUTC &* 1000).milliseconds
        let days = local / day - (local % day < 0 ? 1 : 0)
        // 1970-01-01 was a Thursday.
        return Int(((days % 7) + 10) % 7)
    }

    /// Whether a moment lies in it.
    public func contains(_ now: Timestamp, secondsFromUTC: Int64) -> Bool {
        let midnight = Moment.midnight(now, secondsFromUTC)
        let minutes = now.milliseconds(since: midnight) / 60_000
        let today = Self.weekday(now, secondsFromUTC)
        if end > start { return days.contains(today) && (start..<end).contains(minutes) }
        return days.contains(today) && minutes >= start
            || days.contains((today + 6) % 7) && minutes < end
    }
}
