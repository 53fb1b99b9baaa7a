import App
import Feed
import Terminal

/// What comes in from the terminal: keys and signals.
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
            preferences.zone = model.preferences.zone
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
}
