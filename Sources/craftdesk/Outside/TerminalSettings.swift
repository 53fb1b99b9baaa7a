import Foundation
import Screen
import Terminal

extension GlobalOptions {
    /// What the configuration wants of the terminal; the theme's file is read here.
    func terminalOptions(_ configuration: Configuration) throws(ConfigurationError) -> TerminalOptions {
        var terminal = TerminalOptions()
        terminal.usesColors = wantsColors
        terminal.theme = try configuration.theme(paths: paths)
        terminal.usesMouse = configuration[\.mouse]
        terminal.setsTitle = configuration[\.notifyTitle]
        terminal.notifications =
            switch configuration[\.notifyDesktop] {
            case .auto: .automatic
            case .off: .off
            case .osc9: .by(.osc9)
            case .osc777: .by(.osc777)
            case .osc99: .by(.osc99)
            }
        terminal.usesClipboard = configuration[\.notifyClipboard].wish
        terminal.usesLinks = configuration[\.notifyLinks].wish
        return terminal
    }
}

extension Configuration {
    /// The theme of `[ui] theme`: `auto`, one that comes with the program, `NAME` of the themes directory, or a
    /// path.
    func theme(paths: Paths) throws(ConfigurationError) -> TerminalOptions.ThemeChoice {
        let name = self[\.theme]
        if name == "auto" { return .automatic }
        let isPath = name.contains("/")
        let file = isPath ? paths.expand(name) : "\(paths.themesDirectory)/\(name).toml"
        // A file of the user's comes before a built-in theme of the same name.
        guard let bytes = FileManager.default.contents(atPath: file) else {
            if !isPath, let theme = Theme.builtIn(named: name) { return .fixed(theme) }
            throw .unusable(
                place: origin(of: Settings.table.theme.path).description, path: Settings.table.theme.path,
                reason: "there is no file \(file), and the themes that come with the program are "
                    + "\(Theme.builtInNames.joined(separator: ", "))")
        }
        do throws(ThemeError) {
            return .fixed(try Theme(name: isPath ? file : name, text: String(decoding: bytes, as: UTF8.self)))
        } catch {
            throw .unusable(
                place: "\(file):\(error.line)", path: Settings.table.theme.path, reason: error.description)
        }
    }
}

/// `[notify] desktop`: how the terminal is asked.
enum DesktopNotificationChoice: String, SettingChoice {
    /// In the way the terminal is known to take, never through tmux or screen unasked.
    case auto
    case off
    case osc9
    case osc777
    case osc99
}

/// What a terminal may be known to take, or the user may know better.
enum TerminalChoice: String, SettingChoice {
    case auto
    case on
    case off

    /// nil leaves it to what is known of the terminal.
    var wish: Bool? {
        switch self {
        case .auto: nil
        case .on: true
        case .off: false
        }
    }
}
