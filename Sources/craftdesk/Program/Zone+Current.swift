import Feed
import Foundation

extension Zone {
    /// The machine's zone, with its changes of the clocks from a year ago for three years: a program that runs on
    /// through one tells the time rightly.
    static var current: Zone { Zone(.current, around: Date()) }

    /// A zone with its changes from a year before a moment to two years after it.
    init(_ zone: TimeZone, around now: Date) {
        let year: TimeInterval = 366 * 86_400
        let start = now.addingTimeInterval(-year)
        var (changes, date): ([Change], Date) = ([], start)
        while changes.count < 16, let next = zone.nextDaylightSavingTimeTransition(after: date), next > date,
            next < now.addingTimeInterval(2 * year)
        {
            changes.append(
                Change(
                    at: Timestamp(milliseconds: Int64(next.timeIntervalSince1970 * 1000)),
                    secondsFromUTC: Int64(zone.secondsFromGMT(for: next.addingTimeInterval(1)))))
            date = next.addingTimeInterval(1)
        }
        self.init(secondsFromUTC: Int64(zone.secondsFromGMT(for: start)), changes: changes)
    }
}
