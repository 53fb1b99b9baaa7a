import API
import Feed

/// Fetches what was missed, page by page, from a cursor on.
struct CatchUp: Sendable {
    /// Entries asked for at once.
    static let pageSize = 200
    /// Pages fetched at most: what is older than 10,000 entries is history nobody triages; the outage row
    /// then says that it isn't complete.
    static let maximumPages = 50

    struct Result: Sendable {
        var events: [IncomingEvent] = []
        /// Where to go on from.
        var cursor: String?
        /// Whether everything since the cursor is here, as far as the application can tell.
        var isComplete = true
        /// Whether the application has forgotten entries that came after the cursor.
        var isHistoryGone = false
        /// Whether the application's newest entry comes before the cursor: its history was emptied or put back.
        var hasGoneBack = false
    }

    let fetch: @Sendable (_ after: String?, _ limit: Int) async throws(APIError) -> EventPage
    /// Called after each page but the last, with how much of the time that was missed is here, from 0 to 1; nil
    /// where the application doesn't say when things happened.
    var onPage: @Sendable (Double?) -> Void = { _ in }

    /// - Parameter after: the last known cursor; nil fetches the newest page alone.
    func run(after: String?, now: Timestamp) async throws(APIError) -> Result {
        do throws(APIError) {
            return try await pages(after: after, now: now)
        } catch {
            // An application that doesn't know the cursor any more may say so with 410.
            guard case .gone = error, after != nil else { throw error }
            var result = try await pages(after: nil, now: now)
            result.isComplete = false
            result.isHistoryGone = true
            return result
        }
    }

    private func pages(after: String?, now: Timestamp) async throws(APIError) -> Result {
        var result = Result(cursor: after)
        var position = after
        for page in 0..<Self.maximumPages {
            let answer = try await fetch(position, Self.pageSize)
            if let position, Self.goesBack(answer, from: position) {
                // What came in between can't be told. The newest page is what there is to show.
                guard page == 0 else {
                    result.cursor = answer.cursor ?? answer.next
                    result.isComplete = false
                    result.hasGoneBack = true
                    return result
                }
                result = try await pages(after: nil, now: now)
                result.isComplete = false
                result.hasGoneBack = true
                return result
            }
            if page == 0, let after, let oldest = answer.oldest, Self.isGone(between: after, and: oldest) {
                result.isComplete = false
                result.isHistoryGone = true
            }
            result.events += answer.events.map { $0.incoming(receivedAt: now) }
            if let cursor = answer.cursor { result.cursor = cursor }
            guard after != nil, let next = answer.next, next != position else { return result }
            onPage(Self.share(of: result.events, now: now))
            position = next
            result.cursor = answer.cursor ?? next
        }
        result.isComplete = false
        return result
    }

    /// How far the events so far reach on the way from the first of them to now.
    static func share(of events: [IncomingEvent], now: Timestamp) -> Double? {
        guard let first = events.first?.createdAt, let last = events.last?.createdAt, first < now else {
            return nil
        }
        let all = Double(now.milliseconds(since: first))
        return min(max(Double(last.milliseconds(since: first)) / all, 0), 0.99)
    }

    /// Whether a page that was asked for from a cursor on leads to one before it.
    private static func goesBack(_ answer: EventPage, from cursor: String) -> Bool {
        [answer.cursor, answer.next].contains { $0.map { isBefore($0, cursor) } ?? false }
    }

    /// Whether one cursor comes before another, where their form says so: numbers, ULIDs and times. Others are
    /// the application's own, and nothing is concluded from them.
    static func isBefore(_ cursor: String, _ other: String) -> Bool {
        if let cursor = Int(cursor), let other = Int(other) { return cursor < other }
        if isULID(cursor), isULID(other) { return cursor.uppercased() < other.uppercased() }
        guard let cursor = Timestamp(iso8601: cursor), let other = Timestamp(iso8601: other) else {
            return false
        }
        return cursor < other
    }

    /// 26 digits of Crockford's base 32, the first of them at most 7.
    private static func isULID(_ text: String) -> Bool {
        text.utf8.count == 26 && text.first.map { ("0"..."7").contains($0) } == true
            && text.uppercased().allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) }
    }

    /// Whether entries after `cursor` are gone when the oldest that is left is `oldest`. Cursors are the
    /// application's own; those in use (numbers, ULIDs, times) sort by number or by text. Numbers that follow
    /// each other have nothing between them.
    static func isGone(between cursor: String, and oldest: String) -> Bool {
        if let cursor = Int(cursor), let oldest = Int(oldest) {
            return oldest > cursor && oldest - 1 > cursor
        }
        return cursor < oldest
    }
}

extension EventPage.Entry {
    func incoming(receivedAt: Timestamp) -> IncomingEvent {
        IncomingEvent(
            name: event, channel: channel, data: .json(data),
            createdAt: createdAt.flatMap { Timestamp(iso8601: $0) },
            cursor: cursor, receivedAt: receivedAt, live: false
        )
    }
}
