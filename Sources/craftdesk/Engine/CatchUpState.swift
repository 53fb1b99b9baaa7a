import API
import Feed

/// When to ask for what was missed and from which cursor, and what follows from the answer: without I/O, with
/// time as an argument.
///
/// One request runs at a time, through every loss of the connection: what it brings is true whatever became of
/// that. But it says nothing of the time after the loss, of which the next request asks.
struct CatchUpState: Sendable {
    /// A request to make.
    struct Start: Equatable {
        /// From here on; nil asks for the newest alone.
        var after: String?
        /// Whether nothing was ever fetched.
        var isFirst: Bool
    }

    /// What an answer means.
    enum Outcome {
        /// What the first start ever fetched.
        case history
        /// What was missed since the outage began, up to where contact was lost again if it was; nil where nothing
        /// was lost before the request.
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
    private var floor: LateChannels.Floor?
    /// Where the request that runs began, if there.
    private var askedFloor: LateChannels.Floor?
    /// A channel is still to come, and what is sent on it alone goes past: a live event of another one says nothing
    /// of that.
    var isHeld = false
    /// Another channel was subscribed while the request ran: what it missed may be newer than the answer.
    private var asksAgain = false
    /// When contact was first lost while the request ran.
    private var lostMeanwhile: Timestamp?
    /// Failed requests since the last answer.
    private(set) var failures = 0
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
        if isRunning { lostMeanwhile = lostMeanwhile ?? now }
        asksAgain = false
        retryAt = nil
        interruptedRetry = nil
        failures = 0
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
        askedFloor = floor
        return Start(after: floor.map { $0.cursor } ?? cursor, isFirst: !hasCaughtUp)
    }

    /// The next request is to begin at this point before the cursor, or at an earlier one.
    mutating func reachBack(to floor: LateChannels.Floor) {
        self.floor = self.floor.map { min($0, floor) } ?? floor
    }

    /// What an earlier run has left is known late: the next request begins where its contact ended, and what it brings
    /// was missed.
    mutating func resume(from cursor: String) {
        // Before all that this run has seen.
        reachBack(to: LateChannels.Floor(order: .min, cursor: cursor))
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
        now: Timestamp
    ) -> (Outcome, Start?) {
        let isFirst = !hasCaughtUp
        let isLate = lostMeanwhile != nil
        let outage = recovered(result, notifications, projects, now: now)
        isRunning = false
        failures = 0
        interruptedRetry = nil
        if floor == askedFloor { floor = nil }
        hasSaidGap = false
        hasCaughtUp = true
        cursor = result.cursor ?? cursor
        var next: Start?
        if asksAgain {
            asksAgain = false
            next = begin()
        } else if !isLate, !isHeld, let live = liveCursor {
            // What is in must not be asked for again where the answer is the newer.
            if !(cursor.map { CatchUp.isBefore(live, $0) } ?? false) { cursor = live }
            liveCursor = nil
        }
        return (isFirst ? .history : .recovered(outage), next)
    }

    /// Puts the answer into the ledger: up to now, or up to where contact was lost while the request ran.
    private mutating func recovered(
        _ result: CatchUp.Result, _ notifications: [Feed.Notification], _ projects: [String], now: Timestamp
    ) -> Outage? {
        let lost = lostMeanwhile
        lostMeanwhile = nil
        // Contact stood when it was asked: what was lost since is not in the answer.
        if lost != nil, lost == ledger.lostAt { return nil }
        let outage = ledger.recovered(
            notifications, isComplete: result.isComplete, projects: projects,
            oldest: result.isComplete ? nil : notifications.first?.occurredAt, at: lost ?? now)
        if let lost { ledger.lost(at: lost) }
        return outage
    }

    /// There is no such route: found out once. From now on an outage is a gap.
    /// - Returns: whether this is news.
    mutating func isMissingFromNowOn() -> Bool {
        defer { isMissing = true }
        return !isMissing
    }

    /// The request failed. It is made again later, from the same cursor.
    /// - Returns: whether it is the first since the last answer, and so to be said; the outage when it is now to be
    ///   said that it isn't recovered; and the next request where one is needed at once.
    mutating func failed(now: Timestamp) -> (isNews: Bool, outage: Outage?, next: Start?) {
        isRunning = false
        // Of before a loss: it is no news, and asked anew as soon as there is contact.
        let isLate = lostMeanwhile != nil
        lostMeanwhile = nil
        let isWanted = asksAgain
        asksAgain = false
        if isLate { return (false, nil, isWanted ? begin() : nil) }
        if let due = interruptedRetry, due > now {
            interruptedRetry = nil
            retryAt = due
            return (false, nil, nil)
        }
        let seconds = Self.delays[min(failures, Self.delays.count - 1)]
        failures += 1
        retryAt = now.advanced(byMilliseconds: seconds * 1000)
        let isNews = failures == 1
        guard failures == Self.patience, !hasSaidGap, let lostAt = ledger.lostAt else {
            return (isNews, nil, nil)
        }
        hasSaidGap = true
        return (isNews, Outage(from: lostAt, to: now, isComplete: false), nil)
    }
}
