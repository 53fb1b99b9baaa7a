import Feed
import Glibc

extension Zone {
    /// The machine's zone, with its changes of the clocks from a year ago for three years: a program that runs on
    /// through one tells the time rightly. By the C library (`TZ`, else `/etc/localtime`): Foundation's time zones
    /// bring ICU and its tables into memory.
    static var current: Zone {
        tzset()
        return Zone(around: ScreenProgram.now(), secondsFromUTC: localOffset)
    }

    /// A zone by its offsets, with its changes from a year before a moment to two years after it, to the second.
    init(around now: Timestamp, secondsFromUTC: (Timestamp) -> Int64) {
        let day: Int64 = 86_400_000
        let start = now.advanced(byMilliseconds: -366 * day - now.milliseconds % 1000)
        let first = secondsFromUTC(start)
        var (changes, moment, offset): ([Change], Timestamp, Int64) = ([], start, first)
        for _ in 0..<3 * 366 {
            let next = moment.advanced(byMilliseconds: day)
            if secondsFromUTC(next) != offset {
                var (before, after) = (moment, next)
                while after.milliseconds(since: before) > 1000 {
                    let middle = before.advanced(
                        byMilliseconds: after.milliseconds(since: before) / 2000 * 1000)
                    if secondsFromUTC(middle) == offset { before = middle } else { after = middle }
                }
                offset = secondsFromUTC(after)
                changes.append(Change(at: after, secondsFromUTC: offset))
            }
            moment = next
        }
        self.init(secondsFromUTC: first, changes: changes)
    }

    /// Seconds east of UTC at a moment, where this machine is.
    private static func localOffset(_ moment: Timestamp) -> Int64 {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        // It refuses only years that don't fit into 32 bits, which milliseconds don't reach.
        localtime_r(&seconds, &parts)
        return Int64(parts.tm_gmtoff)
    }
}
