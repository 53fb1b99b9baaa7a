import Realtime
import Testing
import WebSocketCore

@testable import craftdesk

@Suite struct ClientSettingsTests {
    private func configuration(_ changes: [String: String] = [:]) -> Configuration {
        var configuration = Configuration()
        let values = [
            "server.url": "wss://ws.acme.example", "server.key": "k", "app.url": "https://acme.example",
            "workspace.id": "7",
        ].merging(changes) { $1 }
        for (path, text) in values { configuration.set(path, .text(text), origin: .flag) }
        return configuration
    }

    private func refusal(_ changes: [String: String]) -> String? {
        do throws(ConfigurationError) {
            _ = try ClientSettings(configuration(changes))
            return nil
        } catch { return error.description }
    }

    @Test func fourKeysAreEnough() throws {
        let settings = try ClientSettings(configuration())
        #expect(settings.origin == "https://acme.example")
        #expect(
            settings.standingChannels(user: "42") == ["private-workspace.7", "private-App.Models.User.42"])
        #expect(settings.standingChannels(user: nil) == ["private-workspace.7"])
        #expect(settings.channels(ofProject: "3") == ["private-project.3", "presence-project.3"])
        #expect(settings.taskURL == "https://acme.example/w/7/tasks/{task}")
    }

    @Test(arguments: ["server.url", "server.key", "app.url", "workspace.id"])
    func eachOfThemIsNeeded(path: String) {
        // Without a file there is the assistant; with one, a line is missing in it.
        #expect(refusal([path: ""])?.hasPrefix("there is no configuration yet (\(path) is not set)") == true)
        #expect {
            var configuration = configuration([path: ""])
            configuration.file = "config.toml"
            _ = try ClientSettings(configuration)
        } throws: {
            "\($0)".hasPrefix("\(path) is not set (")
        }
    }

    @Test func anAddressOfTheWrongKindIsToldWithTheRightForm() {
        #expect(
            refusal(["server.url": "https://x"])
                == "--set: server.url can't be used: \"https://x\" is not of the form ws://host:port or wss://host."
        )
    }

    @Test func compressionIsOfferedOnlyWhereItIsAskedFor() throws {
        #expect(try ClientSettings(configuration()).realtime.webSocket.compression == nil)
        let asked = try ClientSettings(configuration(["server.compression": "true"]))
        #expect(asked.realtime.webSocket.compression != nil)
    }

    /// No byte of a token leaves this machine in clear, unless somebody asks for that by name.
    @Test func aTokenIsNotSentInClear() {
        #expect(refusal(["app.url": "http://acme.example"])?.contains("in clear to acme.example") == true)
        #expect(refusal(["app.url": "http://127.evil.example"])?.contains("in clear") == true)
        #expect(refusal(["app.url": "http://127.0.0.1:8000"]) == nil)
        #expect(
            refusal(["app.url": "http://acme.example", "server.allow_clear_token": "true"]) == nil)
    }

    @Test func aPatternHasItsPlaceholder() {
        #expect(refusal(["workspace.project_channel": "private-project"])?.contains("{project}") == true)
        #expect(refusal(["workspace.presence_channel": ""]) == nil)
    }

    @Test(arguments: ["a/b", "a?b", "a b", "é"])
    func aKeyIsOnePathSegment(key: String) { #expect(refusal(["server.key": key]) != nil) }

    @Test func eachFeedHasAFileOfItsOwn() throws {
        var names: Set<String> = []
        for changes in [
            [:], ["server.url": "wss://other.example"], ["server.key": "k2"], ["workspace.id": "8"],
            ["workspace.user_id": "42"],
        ] { names.insert(try ClientSettings(configuration(changes)).storeName) }
        #expect(names.count == 5)
        let odd = try ClientSettings(configuration(["workspace.id": "../../x y"])).storeName
        #expect(!odd.contains("/"))
    }
}
