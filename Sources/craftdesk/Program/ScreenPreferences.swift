import App

extension Configuration {
    /// What the configuration says about the screen.
    func preferences(watches: Bool = false) throws(ConfigurationError) -> Preferences {
        var preferences = Preferences()
        preferences.keymap = try keymap()
        preferences.catalogue = catalogue
        preferences.showsClock = self[\.clock]
        preferences.ringsBell = self[\.bell]
        preferences.watches = watches || self[\.watch]
        preferences.profiles = profiles
        preferences.profile = profile
        preferences.bundleWindow = bundleWindow
        preferences.statuses = self[\.statuses]
        preferences.burst = burstLimit
        preferences.markRead =
            switch self[\.markRead] {
            case .open: .onOpen
            case .stay: .onStay
            case .never: .never
            }
        return preferences
    }
}
