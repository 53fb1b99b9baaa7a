import Feed
import JSON
import PusherCore
import Realtime
import Synchronization

/// What the members of a project tell each other without the application.
extension Engine {
    // MARK: Sending

    /// A key was pressed in a reply to this task. Called as often as one likes; tells at most every 2 s.
    /// - Parameter project: the task's, where it is known: only the project in view has a channel.
    func typing(task: String, project: String? = nil) {
        guard settings.sendsTyping else { return }
        let now = clock()
        let message: (channel: String, data: JSONTree)? = state.withLock { state in
            guard project == nil || project == state.project, let channel = whisperChannel(state),
                state.whispers.types(now: now)
            else { return nil }
            return (channel, WhisperOutbox.typing(task: task, me: state.identity))
        }
        if let message { send("client-typing", message.channel, message.data) }
    }

    /// I look at this task, or at none; tells at most once a second, the newest.
    func viewing(task: String?) {
        guard settings.sendsCursor else { return }
        state.withLock { $0.whispers.move(to: .init(task: task)) }
        tellPlace(now: clock())
        schedule()
    }

    func tellPlace(now: Timestamp) {
        let message: (channel: String, data: JSONTree)? = state.withLock { state in
            // Nothing is queued: without a channel the place is told when there is one again.
            guard let channel = whisperChannel(state) else {
                _ = state.whispers.takePlace(now: now)
                return nil
            }
            return state.whispers.takePlace(now: now).map {
                (channel, WhisperOutbox.cursor($0, me: state.identity))
            }
        }
        if let message { send("client-cursor", message.channel, message.data) }
    }

    /// The presence channel of the project in view, else its private one, as far as they are subscribed.
    private func whisperChannel(_ state: State) -> String? {
        guard let project = state.project else { return nil }
        let channels = [
            settings.patterns.presenceChannel(project), settings.patterns.projectChannel(project),
        ]
        return channels.first { !$0.isEmpty && state.subscribed.contains($0) }
    }

    private func send(_ event: String, _ channel: String, _ data: JSONTree) {
        realtime.whisper(event: event, channel: channel, data: data.serializedBytes())
    }

    // MARK: Hearing

    /// A whisper as far as it can be believed; nil for my own, for one that contradicts itself and for one
    /// that means nothing here.
    func heard(_ event: PusherEvent, me: String?) -> Whisper? {
        guard
            let whisper = Whisper(
                name: event.name, data: event.data.payload, sender: event.userID,
                trustsSender: settings.trustsWhisperSenders)
        else { return nil }
        return me != nil && whisper.userID == me ? nil : whisper
    }
}
