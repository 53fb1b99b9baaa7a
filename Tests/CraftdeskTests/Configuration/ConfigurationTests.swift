import Testing

@testable import craftdesk

@Suite struct ConfigurationTests {
    private var url: String { Settings.table.serverURL.path }

    @Test func whatNothingSetsHasItsDefault() {
        let configuration = Configuration()
        #expect(configuration[\.mouse] == Settings.table.mouse.fallback)
        #expect(configuration.origin(of: url) == .fallback)
        #expect(configuration.text(of: Settings.table.serverURL) == Settings.table.serverURL.fallback)
    }

    @Test func aValueAndATextAreReadAlike() {
        var configuration = Configuration()
        let isOn = !Settings.table.mouse.fallback
        for source in [Configuration.Entry.Source.value(.boolean(isOn)), .text(isOn ? "true" : "false")] {
            configuration.set(Settings.table.mouse.path, source, origin: .environment("CRAFTDESK_UI_MOUSE"))
            #expect(configuration[\.mouse] == isOn)
        }
        #expect(configuration.origin(of: Settings.table.mouse.path).description == "CRAFTDESK_UI_MOUSE")
    }

    @Test func theLastToSetItIsItsOrigin() {
        var configuration = Configuration()
        configuration.set(url, .value(.string("ws://a")), origin: .file("c.toml", line: 7))
        #expect(configuration.origin(of: url).description == "c.toml:7")
        configuration.set(url, .text("ws://b"), origin: .flag)
        #expect(configuration.origin(of: url).description == "--set")
        #expect(configuration.text(of: Settings.table.serverURL) == "ws://b")
    }

    /// What `config show` prints may be pasted into a question to others.
    @Test func aSecretIsNotTold() throws {
        var configuration = Configuration()
        let secrets = Settings.all.filter { $0.traits.contains(.secret) }
        #expect(!secrets.isEmpty)
        for setting in secrets {
            configuration.set(setting.path, .text("hush-hush"), origin: .flag)
            #expect(configuration.toml(of: setting) == #""(hidden)""#)
        }
        configuration.set(url, .text("ws://h"), origin: .flag)
        #expect(configuration.toml(of: Settings.table.serverURL) == #""ws://h""#)
    }

    @Test func aProfileTakesNoAccountOver() {
        var configuration = Configuration()
        for setting in Settings.all { configuration.set(setting.path, .text("x"), origin: .flag) }
        configuration.forgetAccount()
        let account = Settings.all.filter { $0.traits.contains(.account) }.map(\.path)
        #expect(account.contains(Settings.table.storePath.path))
        #expect(Set(configuration.entries.keys).isDisjoint(with: account))
        #expect(configuration.entries.count == Settings.all.count - account.count)
    }
}
