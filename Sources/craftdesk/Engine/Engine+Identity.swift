import API
import Feed
import Realtime
import Synchronization

/// Who I am, and with which token.
extension Engine {
    func identify() {
        guard
            state.withLock({ state in
                defer { state.isIdentifying = true }
                return !state.isIdentifying
            })
        else { return }
        Task { [self] in
            var output: [EngineEvent] = []
            do throws(APIError) {
                let user = try await api.user()
                let identity = Identity(
                    userID: settings.userID ?? user.id, name: user.name,
                    handles: settings.handles + user.handles
                )
                output.append(.identity(identity))
                let own =
                    settings.userID == nil && !settings.userChannel.isEmpty
                    ? settings.patterns.userChannel(user.id) : nil
                if let own { expect(own) }
                finishIdentification(identity, into: &output)
                if let own { realtime.subscribe(own) }
            } catch {
                // Without an answer the events are read with what the configuration says of me.
                output += told(error)
                finishIdentification(nil, into: &output)
            }
            if settings.projects.isEmpty, api.listsProjects, !state.withLock({ $0.isLoggedOut }) {
                do throws(APIError) {
                    let projects = try await api.projects(workspace: settings.workspace).map(Project.init)
                    state.withLock { $0.projects = projects.map(\.id) }
                    output.append(.projects(projects))
                } catch {
                    output += told(error)
                }
            }
            sink(output)
            schedule()
        }
    }

    /// The events that were held back move the point to go on from, and this channel isn't here yet.
    private func expect(_ channel: String) {
        state.withLock { state in
            guard !state.subscribed.contains(channel) else { return }
            state.lateChannels.expect(channel, cursor: state.catchUp.cursor)
        }
    }

    private func finishIdentification(_ identity: Identity?, into output: inout [EngineEvent]) {
        output += state.withLock { state in
            state.isIdentifying = false
            if let identity {
                state.identity = identity
                state.interpreter.identity = identity
            }
            // An answer that never comes must not hold events back for ever.
            state.knowsIdentity = true
            let held = state.held
            state.held = []
            return held.flatMap { read($0.events, $0.at, &state) }
        }
    }

    /// Goes on with another token: refused channels are asked for again, and who I am.
    func use(token: String) {
        api.use(token: token)
        state.withLock { $0.isLoggedOut = false }
        realtime.retryRefusals()
        identify()
        realtime.retryNow()
        if state.withLock({ $0.catchUp.retryAt != nil }) { catchUp() }
    }

    /// What to tell of an error: a refused token once, until there is another; everything else as it is.
    func told(_ error: APIError) -> [EngineEvent] {
        guard case .unauthenticated = error else { return [.problem(Problem(error))] }
        return loggedOut(Problem(error))
    }

    /// The token is wrong, expired or revoked. A connection that stands goes on (protocol notes 6.5).
    func loggedOut(_ problem: Problem) -> [EngineEvent] {
        state.withLock { state in
            defer { state.isLoggedOut = true }
            return state.isLoggedOut ? [] : [.needsLogin(problem)]
        }
    }
}
