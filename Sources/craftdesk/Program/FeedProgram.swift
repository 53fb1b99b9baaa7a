import App
import Feed
import PusherCore
import Store

/// A program on the model, whatever it is looked at through: what the engine and the store tell becomes
/// messages, and what the model asks of the two is done, the same on a screen and in lines.
@MainActor
protocol FeedProgram: AnyObject {
    var model: Model { get }
    var engine: Engine { get }
    var keeper: StoreKeeper { get }
    var hook: HookRunner? { get }

    /// Lets something happen to the model, and does what it asks for.
    func send(_ message: Message)
}

// MARK: What comes in

extension FeedProgram {
    func received(_ event: EngineEvent) {
        switch event {
        case .connection(let state): connection(state)
        case .established: keeper.keep("last_contact", String(ScreenProgram.now().milliseconds))
        case .reconnecting(_, let delay):
            let wait = Int64(delay / .milliseconds(1))
            if case .offline(let since, _) = model.connection {
                send(
                    .connection(
                        .offline(since: since, retryAt: ScreenProgram.now().advanced(byMilliseconds: wait))))
            }
        case .subscription(let channel, let state): subscription(channel, state)
        case .presence(_, let change): send(.people(People.Change(change)))
        // A pong takes its time: on a line that is quicker than a millisecond it still is one.
        case .roundTrip(let time):
            send(.roundTrip(milliseconds: Int((time / .milliseconds(1)).rounded(.up))))
        case .identity(let identity):
            keepIfNew(KnownWorkspace.identityFact, KnownWorkspace.text(identity))
            send(.identity(identity))
        case .projects(let projects): received(projects)
        case .arrived(let notifications): send(.arrived(notifications))
        case .history(let notifications): send(.history(notifications))
        case .recovered(let notifications, let outage): send(.recovered(notifications, outage))
        case .whisper(let whisper, _): send(.whisper(whisper))
        case .working(let name, let fraction): send(.progress(name, fraction))
        case .cursor(let cursor):
            keeper.keep("cursor", cursor)
            noteContact()
        case .task(let task): send(.task(TaskPage(task)))
        case .taskChecked(let task): send(.checked(TaskPage(task)))
        case .actionFound(let ticket, let task): send(.foundBefore(ticket: ticket, TaskPage(task)))
        case .actionUncertain(let ticket, let sentence): send(.uncertain(ticket: ticket, sentence))
        case .actionSucceeded(let ticket, let task): send(.acted(ticket: ticket, task.map { TaskPage($0) }))
        case .actionRefused(let ticket, let sentence, let newer):
            send(.refused(ticket: ticket, sentence))
            if let newer { send(.task(TaskPage(newer))) }
        case .needsLogin(let problem): send(.loggedOut(problem.description))
        case .problem(let problem):
            send(
                problem.fatal == nil
                    ? .problem(problem.description) : .connection(.failed(problem.description)))
        }
    }

    private func subscription(_ channel: String, _ state: SubscriptionState) {
        switch state {
        case .pending: send(.channel(channel, "subscribing"))
        case .subscribed: send(.channel(channel, "subscribed"))
        case .left: send(.channel(channel, nil))
        // Said once for all channels: nobody is logged in.
        case .refused(401?, _): send(.channel(channel, "refused"))
        case .refused(_, let message):
            send(.channel(channel, "refused"))
            // A presence channel is a nicety: without one nothing is missed.
            if !channel.hasPrefix("presence-") { send(.problem(message + ".")) }
        }
    }

    private func keepIfNew(_ fact: String, _ text: String) {
        if keeper.fact(fact) != text { keeper.keep(fact, text) }
    }

    private func received(_ projects: [Project]) {
        keepIfNew(KnownWorkspace.projectsFact, KnownWorkspace.text(projects))
        let isFirst = model.projects.isEmpty
        send(.projects(projects))
        // The first start shows the first project; later what was last in view.
        if isFirst, model.project == nil, keeper.fact("project") == nil, !projects.isEmpty {
            send(.showProject(projects[0].id))
        }
    }

    private func connection(_ state: PusherCore.ConnectionState) {
        switch state {
        case .connected: send(.connection(.live))
        case .initialized, .connecting, .unavailable:
            switch model.connection {
            case .offline: break
            case .connecting where state != .unavailable: break
            case .live, .connecting, .failed:
                send(.connection(.offline(since: ScreenProgram.now(), retryAt: nil)))
            }
        case .failed:
            if case .failed = model.connection { break }
            send(.connection(.failed(model.status ?? "the server refuses the connection")))
        case .disconnected: break
        }
    }

    func received(_ news: StoreNews) {
        switch news {
        case .older(let entries, let isAll):
            send(.stored(entries.map { ($0.notification, $0.marks) }, unread: nil, isAll: isAll))
        case .counted(let answers): send(.counted(answers))
        case .expired: send(.expired)
        case .known(let entries): send(.known(entries))
        case .unread(let unread, let moment): send(.unread(unread, moment: moment))
        case .opened: opened()
        case .marks(let marks): send(.changedElsewhere(marks.changes, marks.entries, marks.orders))
        case .trouble(let error):
            send(.backed(false))
            send(.storeProblem(error.description))
        case .recovered:
            send(.backed(true))
            send(.notice("the store is written again; nothing was lost"))
        case .working(let name, let fraction): send(.progress(name, fraction))
        case .onDuty: send(.duty(true))
        }
    }

    /// The store that couldn't be used at the start is there: memory becomes what a start would have made of it.
    private func opened() {
        guard let contact = keeper.join(), let start = keeper.start else { return }
        let stored = keeper.documents(policy: model.policy)
        send(
            .opened(
                StoredFeed(
                    entries: start.page.entries.map { ($0.notification, $0.marks) }, unread: start.unread,
                    isAll: start.page.next == nil, policy: stored.policy, journal: stored.journal,
                    drafts: stored.drafts, histories: stored.histories, left: stored.left)))
        keeper.settle()
        send(.duty(keeper.isOnDuty))
        send(.notice("the store is written again; nothing was lost"))
        if let cursor = contact?.cursor { engine.catchUp(from: cursor) }
    }

    func noteContact() {
        if case .live = model.connection {
            keeper.keep("last_contact", String(ScreenProgram.now().milliseconds))
        }
    }
}

// MARK: What goes out

extension FeedProgram {
    /// Does what is asked of the engine, the store and the hook.
    /// - Returns: whether that was it; the rest is for what the model is looked at through.
    func performed(_ effect: Effect) -> Bool {
        switch effect {
        case .store(let notifications, let marks): keeper.store(notifications, marks)
        case .triage(let action, let step): keeper.keep(action, step)
        case .viewProject(let project):
            engine.view(project: project)
            keeper.keep("project", project ?? "")
        case .fetchTask(let id): engine.fetchTask(id)
        case .loadConversation(let query):
            keeper.loadConversation(query, context: model.timeline.context)
        // Not asked before it is kept: what is killed in between is asked about at the next start.
        case .act(let action, let step):
            keeper.begin(action, step) { [engine] in engine.act(action) }
        case .settled(let action, let step): keeper.settle(action, step)
        case .checkTask(let task): engine.check(task: task)
        case .typing(let task): engine.typing(task: task, project: model.project)
        case .viewing(let task):
            engine.viewing(task: task)
            if task == nil { engine.closeTask() }
        case .watch(let tasks): engine.watch(tasks: tasks)
        case .keepDraft(let task, let text): keeper.keepDraft(task, text)
        case .keepHistory(let name, let lines): keeper.keepHistory(name, lines)
        case .retry: engine.retryNow()
        case .hook(let notification, let why): hook?.run(notification, why: why)
        case .edit, .search, .browse, .copy, .fetchFacts, .login, .openProfile, .signIn, .bell, .readOut,
            .readOutStorm, .notify, .redraw, .suspend, .quit, .interrupt:
            return false
        }
        return true
    }
}

extension StoreKeeper {
    /// A model with everything that is kept.
    /// - Parameter policy: the configuration's.
    func fill(_ model: inout Model, policy: DeliveryPolicy) {
        let now = ScreenProgram.now()
        let stored = documents(policy: policy)
        _ = update(&model, .policy(stored.policy), now: now)
        _ = update(&model, .journal(stored.journal), now: now)
        _ = update(&model, .left(stored.left), now: now)
        _ = update(&model, .drafts(stored.drafts, histories: stored.histories), now: now)
        guard let start else { return }
        let entries = start.page.entries.map { ($0.notification, $0.marks) }
        _ = update(&model, .stored(entries, unread: start.unread, isAll: start.page.next == nil), now: now)
    }

    /// Where the last contact ended; nil at the first start.
    var resume: (cursor: String?, lastContact: Timestamp)? {
        fact("last_contact").flatMap { Int64($0) }.map { contact in
            (cursor: fact("cursor"), lastContact: Timestamp(milliseconds: contact))
        }
    }

    /// The project that was in view last; nil for all of them.
    var lastProject: String? { fact("project").flatMap { $0.isEmpty ? nil : $0 } }
}

extension Engine {
    /// Asks the application.
    fileprivate func act(_ action: TaskAction) {
        switch action.change {
        case .comment(let body): comment(ticket: action.ticket, task: action.task, body: body)
        case .assignToMe: assign(ticket: action.ticket, task: action.task)
        case .status(let status): setStatus(ticket: action.ticket, task: action.task, to: status)
        case .assign(let user?, _): assign(ticket: action.ticket, task: action.task, to: user)
        case .assign(nil, _): unassign(ticket: action.ticket, task: action.task)
        }
    }
}
