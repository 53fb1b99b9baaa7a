import Feed
import PusherCore
import Realtime
import Synchronization

/// What comes from the connection.
extension Engine {
    func received(_ events: [RealtimeEvent]) {
        let now = clock()
        var output: [EngineEvent] = []
        output.reserveCapacity(events.count)
        var batch: [PusherEvent] = []
        for event in events {
            if case .event(let event) = event {
                batch.append(event)
                continue
            }
            flush(&batch, now, into: &output)
            changed(event, now, into: &output)
        }
        flush(&batch, now, into: &output)
        if !output.isEmpty { sink(output) }
        schedule()
    }

    private func changed(_ event: RealtimeEvent, _ now: Timestamp, into output: inout [EngineEvent]) {
        switch event {
        case .event: break
        case .state(let new):
            if new != .connected {
                socketID.value.withLock { $0 = nil }
                state.withLock { $0.catchUp.lost(at: now) }
            }
            output.append(.connection(new))
        case .established(let id):
            socketID.value.withLock { $0 = SocketID.isWellFormed(id) ? id : nil }
            output.append(.established(socketID: id))
            if !state.withLock({ $0.knowsIdentity }) { identify() }
        case .reconnecting(let attempt, let delay):
            output.append(.reconnecting(attempt: attempt, after: delay))
        case .subscription(let channel, let new):
            output.append(.subscription(channel: channel, new))
            subscription(channel, new, into: &output)
        case .presence(let channel, let change):
            output.append(.presence(channel: channel, change))
            // Whoever comes doesn't know yet where I am.
            switch change {
            case .joined, .list: state.withLock { $0.whispers.repeatPlace() }
            case .left: break
            }
        case .roundTrip(let time): output.append(.roundTrip(time))
        case .cacheMiss, .subscriptionCount: break
        case .error(let error): output.append(.problem(Problem(error)))
        }
    }

    private func subscription(
        _ channel: String, _ new: SubscriptionState, into output: inout [EngineEvent]
    ) {
        let asks = state.withLock { state in
            let late = state.lateChannels.changed(channel, new, cursor: state.catchUp.cursor)
            if let floor = late.floor { state.catchUp.reachBack(to: floor) }
            state.catchUp.isHeld = !state.lateChannels.isSettled
            switch new {
            case .subscribed:
                state.subscribed.insert(channel)
                return late.asks || isCaughtUpOn(channel, project: state.project)
            case .refused, .pending, .left: state.subscribed.remove(channel)
            }
            return late.asks
        }
        if asks { catchUp() }
        if case .refused(401?, let message) = new {
            output += loggedOut(Problem(code: 401, message: message, hint: "", fatal: .refused))
        }
    }

    /// The channels whose subscription is followed by a catch-up at once: those that carry most of what the feed
    /// must have. The others share one.
    private func isCaughtUpOn(_ channel: String, project: String?) -> Bool {
        channel == settings.patterns.workspaceChannel(settings.workspace)
            || project.map(settings.patterns.projectChannel) == channel
    }

    private func flush(_ batch: inout [PusherEvent], _ now: Timestamp, into output: inout [EngineEvent]) {
        guard !batch.isEmpty else { return }
        let events = batch
        batch.removeAll(keepingCapacity: true)
        state.withLock { state in
            guard state.knowsIdentity else { return state.held.append((events, now)) }
            output += read(events, now, &state)
        }
    }

    /// Reads live events by the catalogue, in order, and what they mean for tasks and for the catch-up.
    func read(_ events: [PusherEvent], _ now: Timestamp, _ state: inout State) -> [EngineEvent] {
        var output: [EngineEvent] = []
        var arrived: [Feed.Notification] = []
        arrived.reserveCapacity(events.count)
        var cursor: String?
        for event in events {
            let channel = event.channel ?? ""
            if event.isWhisper {
                if let whisper = heard(event, me: state.identity.userID) {
                    output.append(.whisper(whisper, channel: channel))
                }
                continue
            }
            var notification = state.interpreter.interpret(
                IncomingEvent(
                    name: event.name, channel: channel, data: event.data.payload, createdAt: nil, cursor: nil,
                    receivedAt: now, live: true
                )
            )
            if !notification.mine, state.own.isEcho(notification, now: now) {
                notification.mine = true
                notification.addressedToMe = false
            }
            state.tasks.changed(notification, now: now)
            cursor = notification.cursor ?? cursor
            arrived.append(notification)
        }
        if !arrived.isEmpty { output.insert(.arrived(arrived), at: 0) }
        if let cursor = cursor.flatMap({ state.catchUp.heard(live: $0) }) { output.append(.cursor(cursor)) }
        return output
    }
}
