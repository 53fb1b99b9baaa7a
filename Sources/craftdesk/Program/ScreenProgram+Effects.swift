import App
import Feed
import Foundation
import Realtime
import Screen
import Spawning
import Terminal

/// What goes out: each effect of the model, done.
extension ScreenProgram {
    func perform(_ effect: Effect) {
        if performed(effect) { return }
        switch effect {
        case .edit(let text): edit(text)
        case .search(let query): search(query)
        case .browse(let address): browse(address)
        case .copy(let text): copy(text)
        case .fetchFacts: fetchFacts()
        case .login: askToLogIn()
        case .signIn(let credentials): signIn(credentials)
        case .openProfile(let name): open(profile: name)
        case .bell: terminal.bell()
        case .notify(let title, let body): terminal.notify(title: title, body: body)
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .quit: end(.done)
        case .interrupt: end(.interrupted)
        // The first ones are done above; a screen has toasts instead of the last two.
        case .store, .triage, .viewProject, .fetchTask, .loadConversation, .act, .settled, .checkTask,
            .typing, .viewing, .watch,
            .keepDraft, .keepHistory, .retry, .hook, .readOut, .readOutStorm:
            break
        }
    }

    private func search(_ query: Query) {
        let work = "Searching"
        send(.progress(work, nil))
        keeper.search(query, context: model.timeline.context) { [post] entries in
            post(.progress(work, 1))
            post(.found(query.text, entries))
        }
    }

    // MARK: Copying and pages

    private func copy(_ text: String) {
        switch terminal.copy(text) {
        case .copied: break
        case .notTaken:
            send(
                .problem(
                    "\(text)   (this terminal isn't known to take copies; notify.clipboard = \"on\" tries anyway)"
                ))
        case .tooLong(let limit): send(.problem("too long to copy: terminals take \(limit) bytes"))
        }
    }

    /// In a session from elsewhere there is no browser: the address shows, and goes into the clipboard.
    private func browse(_ address: String) {
        let environment = setup.environment
        let isRemote = ["SSH_CONNECTION", "SSH_TTY"].contains { environment[$0]?.isEmpty == false }
        let hasDesktop =
            ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
            || setup.configuration.origin(of: Settings.table.browser.path) != .fallback
        let arguments = setup.configuration[\.browser]
        guard !isRemote, hasDesktop, !arguments.isEmpty, address.hasPrefix("http") else {
            if terminal.copy(address) == .copied {
                send(.notice("copied \(address)"))
            } else {
                send(.notice(address))
            }
            return
        }
        let words = arguments + [address]
        let variables = HookRunner.clean(environment).map { "\($0)=\($1)" }
        send(.notice("opening \(address)"))
        Thread.detachNewThread { [post] in
            do throws(SpawnedProgram.Failed) {
                let outcome = try SpawnedProgram(arguments: words, environment: variables).finish(
                    input: [], seconds: 60)
                if outcome.status != 0 {
                    post(
                        .problem("\(words[0]) ended with status \(outcome.status); the address is \(address)")
                    )
                }
            } catch { post(.problem("\(error.description); the address is \(address)")) }
        }
    }

    // MARK: The editor

    private func edit(_ text: String) {
        let editor = Editor(environment: setup.environment)
        var result: Result<String?, Failure> = .success(nil)
        terminal.lend { result = Result { () throws(Failure) in try editor.edit(text) } }
        switch result {
        case .success(let text): send(.edited(text))
        case .failure(let failure): send(.problem(failure.description))
        }
    }

    // MARK: The connection panel

    /// Milliseconds between two measurings of the round trip while its plot is looked at.
    private static let measurePause: Int64 = 5000

    private func fetchFacts() {
        let now = Self.now()
        // A recording answers no ping.
        if setup.replaying == nil, now.milliseconds(since: lastMeasure) >= Self.measurePause {
            lastMeasure = now
            engine.measure()
        }
        send(.ledger(engine.ledger))
        Task {
            let metrics = await engine.metrics()
            send(
                .facts([
                    ("security", metrics.security.sentence),
                    ("connections made", "\(metrics.connections)"), ("channels held", "\(metrics.channels)"),
                    ("messages received", "\(metrics.messagesReceived)"),
                    ("bytes received", "\(metrics.bytesReceived)"),
                    ("messages sent", "\(metrics.messagesSent)"),
                ]))
        }
    }
}
