import Testing

@testable import craftdesk

@Suite struct SettingsTests {
    @Test func everyKeyHasAPathOfItsOwnAHelpAndAVariable() {
        #expect(Set(Settings.all.map(\.path)).count == Settings.all.count)
        #expect(Set(Settings.all.map(\.environmentName)).count == Settings.all.count)
        for setting in Settings.all {
            #expect(setting.path.split(separator: ".").count == 2, "\(setting.path)")
            #expect(setting.help.hasSuffix("."), "\(setting.path)")
            #expect(setting.help.first?.isUppercase == true, "\(setting.path)")
        }
    }

    @Test func aVariableIsSectionAndKeyInCapitals() {
        #expect(Settings.table.caFile.environmentName == "CRAFTDESK_SERVER_CA_FILE")
    }

    /// `config show` prints defaults, and what it prints can be read again.
    @Test func everyDefaultIsWrittenAsAValueTheKeyTakes() throws {
        for setting in Settings.all {
            let parts = setting.path.split(separator: ".")
            let text = "[\(parts[0])]\n\(parts[1]) = \(setting.fallbackTOML)\n"
            let document = try TOMLDocument(text: text, file: "f")
            guard case .table(let members)? = document.root.first?.node,
                case .value(let value)? = members.first?.node
            else {
                Issue.record("\(text)")
                continue
            }
            #expect(setting.toml(value) == setting.fallbackTOML, "\(setting.path)")
        }
    }

    /// A key of an account is one that says who asks, or where the answers are kept.
    @Test func secretsBelongToAnAccount() {
        for setting in Settings.all where setting.traits.contains(.secret) {
            #expect(setting.traits.contains(.account), "\(setting.path)")
        }
        for setting in Settings.all where setting.path.hasPrefix("auth.") {
            #expect(setting.traits.contains(.account), "\(setting.path)")
        }
    }
}
