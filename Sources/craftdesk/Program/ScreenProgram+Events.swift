import App
import Feed
import PusherCore
import Store
import Terminal

/// What comes in: keys and signals of the terminal, and what the engine tells.
extension ScreenProgram {
    func received(_ input: TerminalInput) {
        switch input {
        case .key(let key): send(.key(key))
        case .resized(let width, let height): send(.resized(width: width, height: height))
        case .mouse(let event): send(.mouse(event))
        case .pasted(let text): send(.pasted(text))
        case .focused(let isFocused): send(.focused(isFocused))
        case .reload: reload()
        case .hungUp: end(.hungUp)
        case .interrupted: end(.interrupted)
        case .terminated: end(.terminated)
        }
    }

    /// SIGUSR1: themes, keys, rules and hooks as the files have them now; a mistake in them changes nothing.
    private func reload() {
        do {
            let configuration = try setup.reload()
            let options = try setup.options.terminalOptions(configuration)
            var preferences = try configuration.preferences(watches: model.preferences.watches)
            let policy = try configuration.deliveryPolicy()
            terminal.configure(options)
            hook = HookRunner(configuration, environment: setup.environment, logger: setup.logger)
            preferences.isUTF8 = model.preferences.isUTF8
            preferences.secondsFromUTC = model.preferences.secondsFromUTC
            preferences.hasStore = model.preferences.hasStore
            preferences.notifiesOutside = terminal.notificationWay != nil
            preferences.runsHook = hook != nil
            preferences.acceptsAnyCertificate = model.preferences.acceptsAnyCertificate
            model.preferences = preferences
            // What was muted, snoozed and ruled in the program stays.
            send(.policy(policy.adding(model.policy.orders)))
            send(.notice("the configuration was read again"))
        } catch { send(.problem("\(error)")) }
    }

    func received(_ event: EngineEvent) {
        switch event {
        case .connection(let state): connection(state)
        case .established: keeper.keep("last_contact", String(Self.now().milliseconds))
        case .reconnecting(_, let delay):
            let wait = Int64(delay / .milliseconds(1))
            if case .offline(let since, _) = model.connection {
                send(.connection(.offline(since: since, retryAt: Self.now().advanced(byMilliseconds: wait))))
            }
        case .subscription(let channel, let state): subscription(channel, state)
        case .presence(_, let change): send(.people(People.Change(change)))
        case .roundTrip(let time): send(.roundTrip(milliseconds: Int(time / .milliseconds(1))))
        case .identity(let identity): send(.identity(identity))
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

    private func received(_ projects: [Project]) {
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
            case .live, .connecting, .failed: send(.connection(.offline(since: Self.now(), retryAt: nil)))
            }
        case .failed:
            if case .failed = model.connection { break }
            send(.connection(.failed(model.status ?? "the server refuses the connection")))
        case .disconnected: break
        }
    }

    func received(_ news: StoreNews) {
        switch news {
        case .older(let entries): send(.stored(entries.map { ($0.notification, $0.marks) }, unread: nil))
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

    func noteContact() {
        if case .live = model.connection { keeper.keep("last_contact", String(Self.now().milliseconds)) }
    }
}
