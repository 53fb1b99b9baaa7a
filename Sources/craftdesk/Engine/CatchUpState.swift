import API
import Feed

/// When to ask for what was missed and from which cursor, and what follows from the answer: without I/O, with
/// time as an argument.
struct CatchUpState: Sendable {
    /// A request to make. What comes back is handed in with the same ticket: an answer to a request from
    /// before a loss of contact says nothing about the time after it.
    struct Start: Equatable {
        var after: String?
        var isFirst: Bool
        var ticket: Int
    }

    /// What an answer means.
    enum Outcome {
        /// Of before the last loss of contact, or to a request that was not made.
        case void
        /// What the first start ever fetched.
        case history
        /// What was missed since the outage began; nil where nothing was lost in between.
        case recovered(Outage?)
    }

    /// Everything up to here is in the feed.
    private(set) var cursor: String?
    /// Whether there ever was an answer, or an application that has none to give.
    private(set) var hasCaughtUp: Bool
    /// Since when and up to when the feed is complete, by project.
    private(set) var ledger: Ledger
    /// When to ask again after a failure.
    private(set) var retryAt: Timestamp?
    /// When it would have been asked again, had a channel not been subscribed before: where the request that is
    /// made at once fails too, that is the same failure, not one more.
    private var interruptedRetry: Timestamp?
    private(set) var isRunning = false
    /// Found out by asking: the application has no such route.
    private(set) var isMissing = false
    /// The newest cursor that a live event carried while older ones may still be missing.
    private var liveCursor: String?
    /// Where to ask from once, if not from the cursor: a channel came that was refused since then.
    private var floor: String?
    /// Whether the request that runs began there.
    private var asksFromFloor = false
    /// A channel is still to come, and what is sent on it alone goes past: a live event of another one says nothing
    /// of that.
    var isHeld = false
    /// Another channel was subscribed while the request ran: what it missed may be newer than the answer.
    private var asksAgain = false
    /// Failed requests since the last answer.
    private(set) var failures = 0
    private var ticket = 0
    private var hasSaidGap = false

    /// - Parameters:
    ///   - cursor: the stored one.
    ///   - lastContact: that of an earlier run; nil on the first start ever.
    init(cursor: String?, lastContact: Timestamp?) {
        self.cursor = cursor
        hasCaughtUp = lastContact != nil
        ledger = Ledger(lastContact: lastContact)
    }

    /// Failures after which an outage is said not to be recovered; it is tried further.
    private static let patience = 3
    /// Seconds between tries; the last goes on.
    private static let delays: [Int64] = [2, 10, 60, 300]

    /// Contact is lost.
    mutating func lost(at now: Timestamp) {
        ledger.lost(at: now)
        isRunning = false
        asksAgain = false
        retryAt = nil
        interruptedRetry = nil
        failures = 0
        ticket += 1
    }

    /// A channel was subscribed, or a retry is due: the request to make, if any.
    mutating func begin() -> Start? {
        guard !isRunning else {
            asksAgain = true
            return nil
        }
        interruptedRetry = retryAt
        retryAt = nil
        isRunning = true
        ticket += 1
        asksFromFloor = floor != nil
        return Start(after: floor ?? cursor, isFirst: !hasCaughtUp, ticket: ticket)
    }

    /// The next request is to begin at this earlier point; of several, the first that was told is the earliest.
    mutating func reachBack(to cursor: String) { floor = floor ?? cursor }

    /// What an earlier run has left is known late: the next request begins where its contact ended, and what it brings
    /// was missed.
    mutating func resume(from cursor: String) {
        reachBack(to: cursor)
        hasCaughtUp = true
    }

    /// A live event carried a cursor. The cursor to store, if everything before it is in.
    mutating func heard(live cursor: String) -> String? {
        guard !isRunning, !isHeld, retryAt == nil, hasCaughtUp, ledger.lostAt == nil else {
            liveCursor = cursor
            return nil
        }
        self.cursor = cursor
        return cursor
    }

    /// The answer is in.
    /// - Parameters:
    ///   - notifications: its events, read.
    ///   - projects: those that are known.
    /// - Returns: what it means, and the next request where one is needed at once.
    mutating func finished(
        _ result: CatchUp.Result, _ notifications: [Feed.Notification] = [], projects: [String] = [],
        ticket: Int, now: Timestamp
    ) -> (Outcome, Start?) {
        guard isRunning, ticket == self.ticket else { return (.void, nil) }
        let isFirst = !hasCaughtUp
        let outage = ledger.recovered(
            notifications, isComplete: result.isComplete, projects: projects,
            oldest: result.isComplete ? nil : notifications.first?.occurredAt, at: now)
        isRunning = false
        failures = 0
        interruptedRetry = nil
        if asksFromFloor { floor = nil }
        hasSaidGap = false
        hasCaughtUp = true
        cursor = result.cursor ?? cursor
        var next: Start?
        if asksAgain {
            asksAgain = false
            next = begin()
        } else if !isHeld {
            cursor = liveCursor ?? cursor
            liveCursor = nil
        }
        if isFirst { return (.history, next) }
        return (.recovered(outage), next)
    }

    /// There is no such route: found out once. From now on an outage is a gap.
    /// - Returns: whether this is news.
    mutating func isMissingFromNowOn() -> Bool {
        defer { isMissing = true }
        return !isMissing
    }

    /// The request failed. It is made again later, from the same cursor.
    /// - Returns: whether it is the first since the last answer, and so to be said; and the outage when it is
    ///   now to be said that it isn't recovered.
    mutating func failed(ticket: Int, now: Timestamp) -> (isNews: Bool, outage: Outage?) {
        guard isRunning, ticket == self.ticket else { return (false, nil) }
        isRunning = false
        asksAgain = false
        if let due = interruptedRetry, due > now {
            interruptedRetry = nil
            retryAt = due
            return (false, nil)
        }
        let seconds = Self.delays[min(failures, Self.delays.count - 1)]
        failures += 1
        retryAt = now.advanced(byMilliseconds: seconds * 1000)
        let isNews = failures == 1
        guard failures == Self.patience, !hasSaidGap, let lostAt = ledger.lostAt else { return (isNews, nil) }
        hasSaidGap = true
        return (isNews, Outage(from: lostAt, to: now, isComplete: false))
    }
}
