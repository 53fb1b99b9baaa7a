import Foundation
import Store
import Testing

@testable import craftdesk

@Suite struct LocalStepsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    // MARK: The terminal

    @Test(arguments: ["", "dumb"]) func aTerminalWithoutAScreenIsANote(_ type: String) {
        guard case .note(let text, let diagnosis?) = TerminalStep.look(environment: ["TERM": type]) else {
            Issue.record()
            return
        }
        #expect(text.contains("craftdesk plain"))
        #expect(diagnosis.side == .here && diagnosis.change.contains("TERM=") && diagnosis.status == .done)
    }

    @Test func aLocaleWithoutUTF8IsANote() {
        guard
            case .note(let text, _) = TerminalStep.look(environment: [
                "TERM": "xterm-256color", "LC_ALL": "C",
            ])
        else {
            Issue.record()
            return
        }
        #expect(text.hasPrefix("xterm-256color") && text.contains("ASCII"))
    }

    @Test func whatTheTerminalCanDoIsListed() {
        let environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
        guard case .good(let text) = TerminalStep.look(environment: environment) else {
            Issue.record()
            return
        }
        #expect(text.contains("titles") && text.contains("paste"))
    }

    // MARK: The store

    private func look(at store: String?) -> DoctorResult {
        var environment = [
            "HOME": directory.path, "CRAFTDESK_SERVER_URL": "ws://127.0.0.1:9", "CRAFTDESK_SERVER_KEY": "k",
            "CRAFTDESK_APP_URL": "http://127.0.0.1:9", "CRAFTDESK_WORKSPACE_ID": "7",
        ]
        environment["CRAFTDESK_STORE_PATH"] = store
        return StoreStep.look(
            ConfigurationLoader(environment: environment, flags: []), Paths(environment: environment))
    }

    @Test func aStoreThatIsNotThereYetIsFine() {
        let path = directory.path + "/a/b/feed.sqlite"
        #expect(look(at: path) == .good("\(path) (made on the first start)"))
    }

    @Test func aStoreThatIsThereTellsWhatIsUnread() throws {
        let path = directory.path + "/feed.sqlite"
        try FeedStore(path: path).close()
        #expect(look(at: path) == .good("\(path), 0 unread"))
    }

    @Test func aFileThatIsNoStoreIsAFault() throws {
        let path = try directory.write("feed.sqlite", String(repeating: "no database ", count: 200))
        guard case .fault(let diagnosis) = look(at: path) else {
            Issue.record()
            return
        }
        #expect(diagnosis.file == path && diagnosis.status == .inputOutput)
        #expect(!diagnosis.what.hasSuffix("."))
    }

    /// A fault of the configuration is told where it belongs.
    @Test func withoutAConfigurationThereIsNothingToLookAt() {
        let environment = ["HOME": directory.path]
        let result = StoreStep.look(
            ConfigurationLoader(environment: environment, flags: []), Paths(environment: environment))
        #expect(result == .skipped)
    }
}
