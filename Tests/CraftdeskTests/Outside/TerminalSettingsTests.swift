import Screen
import Terminal
import Testing

@testable import craftdesk

@Suite struct TerminalSettingsTests {
    private let directory: TemporaryDirectory
    private var paths: Paths { Paths(environment: ["HOME": directory.path]) }

    init() throws { directory = try TemporaryDirectory() }

    private func theme(_ name: String) throws(ConfigurationError) -> TerminalOptions.ThemeChoice {
        var configuration = Configuration()
        configuration.set(Settings.table.theme.path, .text(name), origin: .flag)
        return try configuration.theme(paths: paths)
    }

    private func name(_ name: String) throws -> String? {
        guard case .fixed(let theme) = try theme(name) else { return nil }
        return theme.name
    }

    @Test func withoutAWishTheTerminalDecides() throws {
        guard case .automatic = try theme("auto") else {
            Issue.record()
            return
        }
    }

    @Test func eachThemeThatComesWithTheProgramIsThere() throws {
        #expect(Theme.builtInNames.count > 2)
        for built in Theme.builtInNames { #expect(try name(built) == built) }
    }

    /// A file of the user's comes before a built-in theme of the same name; a path is a path.
    @Test func aFileOfTheUsersIsTaken() throws {
        let path = try directory.write(".config/craftdesk/themes/dark.toml", "inherits = \"light\"\n")
        guard case .fixed(let own) = try theme("dark") else {
            Issue.record()
            return
        }
        #expect(own.name == "dark" && own != Theme.builtIn(named: "dark"))
        #expect(try name(path) == path)
    }

    @Test func aThemeThatIsNotThereIsToldWithThoseThatAre() {
        let error = #expect(throws: ConfigurationError.self) { _ = try theme("nosuch") }
        let text = error?.description ?? ""
        #expect(text.contains("nosuch.toml"))
        for built in Theme.builtInNames { #expect(text.contains(built)) }
    }

    @Test func aFaultInAFileIsToldWithItsLine() throws {
        let path = try directory.write("bad.toml", "\nnonsense\n")
        let error = #expect(throws: ConfigurationError.self) { _ = try theme(path) }
        #expect(error?.description.contains("\(path):2") == true)
    }

    @Test func aWishComesBeforeWhatIsKnown() {
        #expect([TerminalChoice.auto, .on, .off].map(\.wish) == [nil, true, false])
    }
}
