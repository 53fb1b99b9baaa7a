/// A moment of the calendar, in milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970; negative before it.
    public var milliseconds: Int64

    /// The moment that many milliseconds after 1970 began.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Whole seconds since 1970.
    public init(seconds: Int64) { milliseconds = seconds &* 1000 }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    /// Milliseconds later; stops at the ends of the scale.
    public func advanced(byMilliseconds step: Int64) -> Timestamp {
        let (sum, overflows) = milliseconds.addingReportingOverflow(step)
        return Timestamp(milliseconds: overflows ? (step > 0 ? .max : .min) : sum)
    }

    /// Milliseconds from `other` to this; stops at the ends of the scale.
    public func milliseconds(since other: Timestamp) -> Int64 {
        let (difference, overflows) = milliseconds.subtractingReportingOverflow(other.milliseconds)
        return overflows ? (milliseconds > 0 ? .max : .min) : difference
    }

    /// Reads ISO 8601 as Laravel and databases write it: `2026-11-23T15:55:01.000000Z`, with `Z`, `+01:00`
    /// or nothing (UTC), with a blank for the `T`, with any number of fractional digits or none.
    public init?(iso8601 text: some StringProtocol) {
        var text = String(text)
        guard let moment = text.withUTF8({ Timestamp(iso8601: $0) }) else { return nil }
        self = moment
    }

    /// Reads ISO 8601 out of UTF-8.
    init?(iso8601 text: UnsafeBufferPointer<UInt8>) {
        var rest = text[...]
        func number(_ digits: Int) -> Int64? {
            guard rest.count >= digits else { return nil }
            var value: Int64 = 0
            for byte in rest.prefix(digits) {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            rest = rest.dropFirst(digits)
            return value
        }
        func skip(_ allowed: String) -> Bool {
            guard let byte = rest.first, allowed.utf8.contains(byte) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
            skip("T t"),
            let hour = number(2), skip(":"), let minute = number(2), (1...12).contains(month),
            (1...31).contains(day), hour < 24, minute < 60
        else { return nil }
        var second: Int64 = 0
        var fraction: Int64 = 0
        if skip(":") {
            guard let value = number(2), value <= 60 else { return nil }
            second = value
            if skip(".,") {
                let digits = rest.prefix { (0x30...0x39).contains($0) }
                guard !digits.isEmpty else { return nil }
                for place in 0..<3 {
                    let index = digits.startIndex + place
                    fraction = fraction * 10 + (index < digits.endIndex ? Int64(digits[index] - 0x30) : 0)
                }
                rest = rest.dropFirst(digits.count)
            }
        }
        var offset: Int64 = 0
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            rest = rest.dropFirst()
            guard let hours = number(2) else { return nil }
            _ = skip(":")
            guard let minutes = rest.isEmpty ? 0 : number(2) else { return nil }
            offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60 : 60)
        } else {
            _ = skip("Zz")
        }
        guard rest.isEmpty else { return nil }
        let seconds = Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        milliseconds = seconds * 1000 + fraction
    }

    /// `2026-11-23T15:55:01.412Z`.
    public var iso8601: String {
        let parts = calendar
        func pad(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(parts.year, 4))-\(pad(parts.month, 2))-\(pad(parts.day, 2))T\(pad(parts.hour, 2)):"
            + "\(pad(parts.minute, 2)):\(pad(parts.second, 2)).\(pad(parts.millisecond, 3))Z"
    }

    /// The moment taken apart in UTC, or, with an offset, in the local time that many seconds east of it.
    public func calendar(secondsFromUTC offset: Int64) -> Calendar {
        advanced(byMilliseconds: offset * 1000).calendar
    }

    /// A moment by year, month, day and time of day.
    public struct Calendar: Equatable, Sendable {
        /// The parts, month and day counted from 1.
        public var year, month, day, hour, minute, second, millisecond: Int64
    }

    private var calendar: Calendar {
        let (days, rest) = Self.floored(milliseconds, 86_400_000)
        // Days to a date of the Gregorian calendar, by eras of 400 years that begin on 1 March.
        let (era, dayOfEra) = Self.floored(days &+ 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return Calendar(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shifted + 2) / 5 + 1, hour: rest / 3_600_000, minute: rest / 60_000 % 60,
            second: rest / 1000 % 60, millisecond: rest % 1000
        )
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floored(shifted, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func floored(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let remainder = value % divisor
        return remainder < 0 ? (value / divisor - 1, remainder + divisor) : (value / divisor, remainder)
    }
}
