import App
// Before Terminal: which of both is read first in the module says whose termios it has.
import Foundation
import Terminal

/// The first start on the screen: keys go to the assistant's model, its wishes to `FirstRun`.
@MainActor
final class AssistantProgram {
    private let terminal: CursesTerminal
    private let firstRun: FirstRun
    private var assistant: Assistant
    private var token = ""
    /// A token that was issued for what was typed here, until it is written down.
    private var issued: (place: Assistant.Place, token: String)?
    private var work: Task<Void, Never>?
    private var ending: CheckedContinuation<Ending, Never>?

    /// How it ended.
    enum Ending: Equatable, Sendable {
        /// Configuration and token are written.
        case configured
        /// Nothing is.
        case left(ExitStatus)
    }

    private init(terminal: CursesTerminal, firstRun: FirstRun) {
        self.terminal = terminal
        self.firstRun = firstRun
        let (width, height) = terminal.size
        assistant = Assistant(width: width, height: height, isUTF8: terminal.isUTF8)
    }

    /// Asks on a terminal until all is known or the person leaves.
    static func run(on terminal: CursesTerminal, _ firstRun: FirstRun) async -> Ending {
        let program = AssistantProgram(terminal: terminal, firstRun: firstRun)
        terminal.onInput = { [weak program] in program?.received($0) }
        program.paint()
        let ending = await withCheckedContinuation { program.ending = $0 }
        program.work?.cancel()
        terminal.onInput = { _ in }
        if case .left = ending { await program.takeBack() }
        return ending
    }

    private func received(_ input: TerminalInput) {
        switch input {
        case .key(let key): send(.key(key))
        case .pasted(let text): send(.pasted(text))
        case .resized(let width, let height): send(.resized(width: width, height: height))
        case .hungUp: end(.left(.hungUp))
        case .interrupted: end(.left(.interrupted))
        case .terminated: end(.left(.terminated))
        case .mouse, .focused, .reload: break
        }
    }

    /// Nothing is left behind: a token that was issued meanwhile is revoked.
    private func takeBack() async {
        await work?.value
        if let issued { await firstRun.revoke(issued.place, token: issued.token) }
    }

    private func send(_ event: Assistant.Event) {
        for effect in assistant.update(event) { perform(effect) }
        paint()
    }

    private func paint() {
        let frame = view(assistant)
        terminal.present(frame.buffer, title: frame.title)
    }

    private func perform(_ effect: Assistant.Effect) {
        switch effect {
        case .look(let text): ask { await $0.look(text) }
        case .connect(let place): ask { await $0.connect(place) }
        case .signIn(let place, let email, let password):
            askForToken(issuing: place) {
                await $0.signIn(place, .password(email: email, password: password))
            }
        case .take(let place, let token): askForToken { await $0.signIn(place, .token(token)) }
        case .finish(let place): finish(place)
        case .leave(let isInterrupted): end(.left(isInterrupted ? .interrupted : .done))
        }
    }

    private func ask(_ question: @escaping @Sendable (FirstRun) async -> Assistant.Event) {
        askForToken { (await question($0), nil) }
    }

    /// - Parameter place: where the token is a new one, issued by the application there.
    private func askForToken(
        issuing place: Assistant.Place? = nil,
        _ question: @escaping @Sendable (FirstRun) async -> (Assistant.Event, String?)
    ) {
        work = Task { [firstRun] in
            let (event, token) = await question(firstRun)
            if let token, let place { issued = (place, token) }
            if Task.isCancelled { return }
            if let token { self.token = token }
            send(event)
        }
    }

    private func finish(_ place: Assistant.Place) {
        do throws(Failure) {
            try firstRun.finish(place, token: token)
            end(.configured)
        } catch { send(.refused(error.description, field: nil)) }
    }

    private func end(_ ending: Ending) {
        self.ending?.resume(returning: ending)
        self.ending = nil
    }
}
