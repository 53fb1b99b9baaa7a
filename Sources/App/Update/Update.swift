public import Feed
import Screen

/// Lets something happen to the model and says what is to be done outside. Pure: time comes as an argument.
public func update(_ model: inout Model, _ message: Message, now: Timestamp) -> [Effect] {
    model.now = now
    model.toasts.removeAll { $0.until <= now }
    model.people.expire(now: now)
    model.timeline.context.now = now
    let due =
        model.settleCountInTime() + model.readWhatWasStayedOn() + model.endOrdersInTime()
        + model.keepDraftInTime()
    let effects = due + model.received(message)
    model.keepSelectionInView()
    return effects + model.watchWhatShows()
}

extension Model {
    fileprivate mutating func received(_ message: Message) -> [Effect] {
        switch message {
        case .tick:
            if case .connection = screen { return [.fetchFacts] }
            return []
        case .closing: return keepWhatIsWritten()
        case .resized(let width, let height):
            self.width = width
            self.height = height
            return []
        case .key(let key): return pressed(key)
        case .asked(let command, let entry, let argument):
            return asked(command, entry: entry, argument: argument)
        case .pasted(let text): return pasted(text)
        case .focused(let isFocused):
            self.isFocused = isFocused
            return []
        case .mouse(let event): return moused(event)
        case .duty(let isOnDuty):
            self.isOnDuty = isOnDuty
            return []
        case .loaded(let entries):
            loaded(entries)
            return []
        case .stored(let entries, let unread, let isAll):
            restore(entries, unread: unread, isAll: isAll)
            return []
        case .counted(let answers):
            timeline.take(answers)
            return []
        case .opened(let feed):
            join(feed)
            return []
        case .known(let entries):
            timeline.adopt(entries)
            return []
        case .unread(let unread, let moment):
            timeline.recount(unread, asked: moment)
            return []
        case .expired:
            timeline.askAgain()
            return []
        case .backed(let isBacked):
            timeline.isBacked = isBacked
            keepsNothing = !isBacked
            if isBacked { storeProblem = nil }
            return []
        case .storeProblem(let sentence):
            storeProblem = Sanitiser.row(sentence)
            return []
        case .changedElsewhere(let changes, let entries, let orders):
            policy.apply(orders)
            timeline.apply(changes, of: entries)
            return []
        case .history(let notifications): return history(notifications)
        case .arrived(let notifications): return arrived(notifications)
        case .recovered(let notifications, let outage): return recovered(notifications, outage)
        case .connection(let connection):
            return connected(connection)
        case .loggedOut(let sentence):
            refusedToken(sentence)
            return []
        case .askToLogIn(let host):
            openLogin(host: host)
            return []
        case .signedIn(let answer):
            signedIn(answer)
            return []
        case .identity(let identity):
            self.identity = identity
            return []
        case .projects(let projects):
            self.projects = projects
            timeline.context.projects = projects
            return []
        case .showProject(let id): return show(firstProject: id)
        case .whisper(let whisper):
            heard(whisper)
            return []
        case .people(let change):
            people.apply(change)
            return []
        case .task(let page):
            return received(page)
        case .checked(let page):
            return received(page)
        case .foundBefore(let ticket, let page):
            foundBefore(ticket, page)
            return []
        case .uncertain(let ticket, let reason):
            uncertain(ticket, Sanitiser.row(reason))
            return []
        case .left(let actions):
            left(actions)
            return []
        case .acted(let ticket, let page): return acted(ticket, page)
        case .refused(let ticket, let reason): return refused(ticket, Sanitiser.row(reason))
        case .found(let text, let entries):
            found(text, entries)
            return []
        case .edited(let text):
            edited(text)
            return []
        case .progress(let name, let fraction):
            progressed(name, fraction)
            return []
        case .problem(let sentence):
            complain(Sanitiser.row(sentence))
            return []
        case .connectionProblem(let sentence):
            let sentence = Sanitiser.row(sentence)
            complain(sentence)
            health.complained(sentence, now: now)
            return []
        case .notice(let sentence):
            status = Sanitiser.row(sentence)
            return []
        case .facts(let facts):
            self.facts = facts
            return []
        case .ledger(let ledger):
            self.ledger = ledger
            return []
        case .roundTrip(let milliseconds):
            health.measured(milliseconds)
            return []
        case .channel(let name, let state):
            health.subscription(name, state)
            return []
        case .changed(let changes):
            for change in changes { timeline.apply(change) }
            return []
        case .policy(let policy):
            self.policy = policy
            return []
        case .journal(let journal):
            self.journal = journal
            timeline.instance = journal.instance
            return []
        case .drafts(let drafts, let histories):
            self.drafts = drafts
            self.histories = histories
            return []
        }
    }

    private mutating func connected(_ connection: Connection) -> [Effect] {
        let isBack = connection == .live && self.connection != .live
        if isBack { status = nil }
        if connection != .live { people.leave() }
        self.connection = connection
        health.changed(connection, now: now)
        return isBack ? checkUncertain() : []
    }
}
