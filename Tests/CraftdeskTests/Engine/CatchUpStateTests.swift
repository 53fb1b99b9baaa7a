import Feed
import SeededRandom
import Testing

@testable import craftdesk

@Suite struct CatchUpStateTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    private func result(_ cursor: String?, isComplete: Bool = true) -> CatchUp.Result {
        CatchUp.Result(cursor: cursor, isComplete: isComplete)
    }

    private func begin(_ state: inout CatchUpState) throws -> CatchUpState.Start {
        let start = state.begin()
        return try #require(start)
    }

    private func floor(_ order: Int, _ cursor: String?) -> LateChannels.Floor {
        LateChannels.Floor(order: order, cursor: cursor)
    }

    /// A state that has everything up to a cursor.
    private func caughtUp(_ cursor: String) throws -> CatchUpState {
        var state = CatchUpState(cursor: nil, lastContact: nil)
        _ = try begin(&state)
        _ = state.finished(result(cursor), now: at(0))
        return state
    }

    @Test func theFirstEverIsHistory() throws {
        var state = CatchUpState(cursor: nil, lastContact: nil)
        let start = try begin(&state)
        #expect(start.isFirst)
        #expect(start.after == nil)
        guard case (.history, nil) = state.finished(result("5"), now: at(1)) else {
            Issue.record()
            return
        }
        #expect(state.cursor == "5")
    }

    @Test func aLaterStartIsAnOutageSinceTheLastContact() throws {
        var state = CatchUpState(cursor: "5", lastContact: at(10))
        let start = try begin(&state)
        #expect(start.after == "5")
        guard
            case (.recovered(let outage?), nil) = state.finished(
                result("9"), now: at(70))
        else {
            Issue.record()
            return
        }
        #expect(outage == Outage(from: at(10), to: at(70), isComplete: true))
        #expect(state.ledger.completeness(of: "3") == .live)
        #expect(state.cursor == "9")
        #expect(state.ledger.lostAt == nil)
    }

    /// A live event must not move the point to go on from past events that are still missing.
    @Test func liveCursorsWaitForWhatIsMissing() throws {
        var state = try caughtUp("5")
        let stored = state.heard(live: "6")
        #expect(stored == "6")
        state.lost(at: at(20))
        let start = try begin(&state)
        #expect(start.after == "6")
        let early = state.heard(live: "9")
        #expect(early == nil)
        #expect(state.cursor == "6")
        _ = state.finished(result("8"), now: at(30))
        #expect(state.cursor == "9")
        let late = state.heard(live: "10")
        #expect(late == "10")
    }

    /// While a channel is still to come, what is heard on another one passes nothing.
    @Test func liveCursorsWaitForTheLastChannel() throws {
        var state = try caughtUp("5")
        state.lost(at: at(20))
        state.isHeld = true
        _ = try begin(&state)
        _ = state.finished(result("7"), now: at(30))
        // 8 was sent on the channel that is to come, 9 on one that is here.
        let heard = state.heard(live: "9")
        #expect(heard == nil)
        #expect(state.cursor == "7")
        let last = try begin(&state)
        state.isHeld = false
        #expect(last.after == "7")
        _ = state.finished(result("10"), now: at(31))
        #expect(state.cursor == "10")
        let late = state.heard(live: "11")
        #expect(late == "11")
    }

    /// A channel that had been refused is asked for from before its refusal, once the answer came.
    @Test func aRefusedChannelReachesBack() throws {
        var state = try caughtUp("5")
        _ = state.heard(live: "9")
        // The order in which they are subscribed is not that in which they were refused.
        state.reachBack(to: floor(1, "8"))
        state.reachBack(to: floor(0, "5"))
        let first = try begin(&state)
        #expect(first.after == "5")
        _ = state.failed(now: at(30))
        let second = try begin(&state)
        #expect(second.after == "5")
        _ = state.finished(result("9"), now: at(31))
        let third = try begin(&state)
        #expect(third.after == "9")
    }

    /// What was asked before the channel came reached back to nothing.
    @Test func aRequestThatRunsDoesNotReachBack() throws {
        var state = try caughtUp("5")
        _ = try begin(&state)
        state.reachBack(to: floor(0, "3"))
        let meanwhile = state.begin()
        #expect(meanwhile == nil)
        let (_, next) = state.finished(result("7"), now: at(30))
        #expect(next?.after == "3")
    }

    /// Where the application had no entry yet when the channel was refused, everything is asked for.
    @Test func aRefusedChannelReachesBackToTheBeginning() throws {
        var state = try caughtUp("5")
        state.reachBack(to: floor(0, nil))
        let start = try begin(&state)
        #expect(start.after == nil)
    }

    /// Between the answer and the second channel's subscription something may have been sent on that one alone.
    @Test func aChannelThatComesMeanwhileIsAskedForFromTheAnswerOn() throws {
        var state = try caughtUp("5")
        state.lost(at: at(20))
        _ = try begin(&state)
        let meanwhile = state.begin()
        #expect(meanwhile == nil)
        let early = state.heard(live: "9")
        #expect(early == nil)
        let (_, next) = state.finished(result("7"), now: at(30))
        let second = try #require(next)
        #expect(second.after == "7")
        guard case (.recovered(nil), nil) = state.finished(result("8"), now: at(31))
        else {
            Issue.record()
            return
        }
        #expect(state.cursor == "9")
    }

    /// What the answer brings is true whatever became of the connection; the time after the loss is another outage.
    @Test func anAnswerAfterALossTellsOfTheTimeUntilThen() throws {
        var state = try caughtUp("5")
        state.lost(at: at(20))
        _ = try begin(&state)
        let heard = state.heard(live: "8")
        state.lost(at: at(25))
        state.lost(at: at(26))
        guard case (.recovered(let outage?), nil) = state.finished(result("7"), now: at(30)) else {
            Issue.record()
            return
        }
        #expect(outage == Outage(from: at(20), to: at(25), isComplete: true))
        // 8 was heard, but between 7 and it there may be something.
        #expect(heard == nil)
        #expect(state.cursor == "7")
        #expect(state.ledger.lostAt == at(25))
        let next = try begin(&state)
        #expect(next == CatchUpState.Start(after: "7", isFirst: false))
        guard case (.recovered(let second?), nil) = state.finished(result("9"), now: at(40)) else {
            Issue.record()
            return
        }
        #expect(second == Outage(from: at(25), to: at(40), isComplete: true))
        #expect(state.ledger.outages == [outage, second])
        #expect(state.cursor == "9")
    }

    /// The next connection asks once the answer of the one before is in, from there on: nothing comes twice.
    @Test func theNextConnectionWaitsForTheAnswerOfTheOneBefore() throws {
        var state = try caughtUp("5")
        state.lost(at: at(20))
        _ = try begin(&state)
        state.lost(at: at(25))
        let meanwhile = state.begin()
        #expect(meanwhile == nil)
        let (_, next) = state.finished(result("7"), now: at(30))
        #expect(next == CatchUpState.Start(after: "7", isFirst: false))
        state.lost(at: at(31))
        _ = state.begin()
        let failure = state.failed(now: at(32))
        #expect(failure.next == next)
        #expect(!failure.isNews && failure.outage == nil && state.retryAt == nil)
    }

    /// Nothing was missed when it was asked: what was lost since is not in the answer.
    @Test func anAnswerToAQuestionOfBeforeTheLossEndsNoOutage() throws {
        var state = try caughtUp("5")
        _ = try begin(&state)
        state.lost(at: at(20))
        guard case (.recovered(nil), nil) = state.finished(result("7"), now: at(30)) else {
            Issue.record()
            return
        }
        #expect(state.ledger.lostAt == at(20))
        #expect(state.cursor == "7")
    }

    @Test func theFirstHistoryComesAfterALossToo() throws {
        var state = CatchUpState(cursor: nil, lastContact: nil)
        _ = try begin(&state)
        state.lost(at: at(20))
        guard case (.history, nil) = state.finished(result("7"), now: at(30)) else {
            Issue.record()
            return
        }
        #expect(state.ledger.lastContact == at(20))
        #expect(state.ledger.lostAt == at(20))
        let next = try begin(&state)
        #expect(next == CatchUpState.Start(after: "7", isFirst: false))
    }

    /// The answer may be newer than what was heard while it was made: that is not asked for again.
    @Test func whatWasHeardBeforeTheAnswerDoesNotTakeItBack() throws {
        var state = try caughtUp("5")
        _ = try begin(&state)
        _ = state.heard(live: "9")
        _ = state.finished(result("12"), now: at(30))
        #expect(state.cursor == "12")
        let next = state.heard(live: "13")
        #expect(next == "13")
    }

    @Test func failuresAreTriedAgainFromTheSamePoint() throws {
        var state = try caughtUp("5")
        state.lost(at: at(20))
        var waits: [Int64] = []
        var said: [Outage] = []
        var now = at(30)
        for _ in 0..<6 {
            let start = try begin(&state)
            #expect(start.after == "5")
            let stored = state.heard(live: "99")
            #expect(stored == nil)
            if let outage = state.failed(now: now).outage { said.append(outage) }
            let due = try #require(state.retryAt)
            waits.append(due.milliseconds(since: now) / 1000)
            now = due
        }
        #expect(waits == [2, 10, 60, 300, 300, 300])
        // Said once that it isn't recovered, and once more when it is.
        #expect(said.map(\.isComplete) == [false])
        _ = try begin(&state)
        guard
            case (.recovered(let outage?), nil) = state.finished(result("9"), now: now)
        else {
            Issue.record()
            return
        }
        #expect(outage.from == at(20))
        #expect(outage.isComplete)
        #expect(state.cursor == "99")
    }

    /// The workspace's channel and the project's are subscribed one after the other: what fails for both is one
    /// failure.
    @Test func aFailureThatTwoChannelsMeetIsOne() throws {
        var state = try caughtUp("5")
        state.lost(at: at(20))
        _ = try begin(&state)
        var failure = state.failed(now: at(30))
        #expect(failure.isNews && failure.outage == nil)
        #expect(state.retryAt == at(32))
        for _ in 0..<5 {
            _ = try begin(&state)
            failure = state.failed(now: at(31))
            #expect(!failure.isNews && failure.outage == nil)
            #expect(state.retryAt == at(32))
        }
        #expect(state.failures == 1)
        // The one that is due counts.
        _ = try begin(&state)
        _ = state.failed(now: at(32))
        #expect(state.failures == 2)
        #expect(state.retryAt == at(42))
    }

    /// What failed because the connection was lost, and is asked anew on the next, is no news.
    @Test func aFailureOfBeforeALossIsNotSaid() throws {
        var state = try caughtUp("5")
        state.lost(at: at(20))
        _ = try begin(&state)
        state.lost(at: at(25))
        let meanwhile = state.begin()
        #expect(meanwhile == nil)
        let failure = state.failed(now: at(30))
        #expect(!failure.isNews && failure.next?.after == "5")
        #expect(state.isRunning && state.failures == 0)
    }

    @Test func aMissingRouteIsNewsOnce() {
        var state = CatchUpState(cursor: nil, lastContact: nil)
        let news = [state.isMissingFromNowOn(), state.isMissingFromNowOn()]
        #expect(news == [true, false])
        #expect(state.isMissing)
    }

    @Test func beforeTheFirstAnswerThereIsNoOutage() {
        var state = CatchUpState(cursor: nil, lastContact: nil)
        state.lost(at: at(5))
        #expect(state.ledger.lostAt == nil)
    }

    /// Whatever the order of what happens: the point to go on from never passes an event that isn't here, and no
    /// page brings what an earlier one brought. The server's log is numbers; an event is here when it came live or by
    /// a page.
    @Test(arguments: 0..<200) func nothingIsEverSkippedOrFetchedTwice(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var state = CatchUpState(cursor: nil, lastContact: nil)
        var log = 0
        var here: Set<Int> = []
        var fetched: Set<Int> = []
        var isConnected = false
        var request: CatchUpState.Start?
        /// What the server answers; until it does, the log grows.
        var answer: Int?
        for step in 0..<200 {
            let now = at(Int64(step))
            switch Int.random(in: 0..<11, using: &random) {
            case 0:
                isConnected = false
                state.lost(at: now)
            case 1, 2:
                if !isConnected {
                    isConnected = true
                    request = state.begin() ?? request
                }
            case 3: if isConnected { request = state.begin() ?? request }
            case 4:
                if let due = state.retryAt, due <= now { request = state.begin() ?? request }
            case 5: if request != nil { answer = log }
            case 6, 7:
                guard let start = request, let newest = answer else { break }
                let from = start.after.flatMap { Int($0) } ?? 0
                let page = Set(from < newest ? Array(from + 1...newest) : [])
                #expect(fetched.isDisjoint(with: page))
                fetched.formUnion(page)
                here.formUnion(page)
                answer = nil
                request = state.finished(result(String(newest)), now: now).1
            case 8:
                guard request != nil else { break }
                answer = nil
                request = state.failed(now: now).next
            default:
                log += 1
                if isConnected {
                    here.insert(log)
                    _ = state.heard(live: String(log))
                }
            }
            if let cursor = state.cursor.flatMap({ Int($0) }), cursor > 0 {
                #expect(Set(1...cursor).subtracting(here).isEmpty)
            }
        }
    }
}
