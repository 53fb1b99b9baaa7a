import Testing

@testable import craftdesk

@Suite struct ManualPageTests {
    @Test func everyCommandIsInTheManPage() {
        for command in CommandDump.all {
            #expect(ManualPage.program.contains(command.name.replacing("-", with: "\\-")), "\(command.name)")
        }
        #expect(!ManualPage.program.contains("generate\\-reference DIR"))
    }

    /// What every command takes stands once, not with each of them.
    @Test func sharedOptionsStandOnce() {
        for argument in CommandDump.shared {
            let name = argument.names.first?.replacing("-", with: "\\-") ?? ""
            let heads = ManualPage.program.split(separator: "\n").count { line in
                line == "\\fB\(name)\\fR" || line.hasPrefix("\\fB\(name)\\fR ")
                    || line.hasPrefix("\\fB\(name)\\fR,")
            }
            #expect(heads == 1, "\(name)")
        }
    }

    @Test func everyKeyIsInTheOtherPage() {
        for setting in Settings.all {
            let key = setting.path.split(separator: ".").dropFirst().joined(separator: ".")
            #expect(ManualPage.configuration.contains(key), "\(setting.path)")
        }
    }
}
