import Foundation
import TestSupport
import Testing

@testable import craftdesk

/// What is made of the tables is what is kept. Long, so that CI tells and not every landing of a table's line.
@Suite struct ReferenceFilesLongTests {
    @Test(arguments: Reference.files.map(\.path))
    func noFileIsStale(path: String) throws {
        let kept = try String(contentsOf: Repository.resources.appendingPathComponent(path), encoding: .utf8)
        let made = Reference.files.first { $0.path == path }?.text
        #expect(kept == made, "\(path) is stale: run Resources/scripts/reference")
    }

}

@Suite struct ReferenceTests {
    @Test func everySectionOfTheConfigurationHasAHelp() {
        for section in ConfigurationReference.sections { #expect(!section.help.isEmpty, "\(section.title)") }
    }

    @Test func everyExampleOfTheConfigurationIsOne() throws {
        let examples = ConfigurationReference.sections.map(\.example).filter { !$0.isEmpty }
        let directory = try TemporaryDirectory()
        let file = try directory.write("config.toml", examples.joined(separator: "\n"))
        let loader = ConfigurationLoader(environment: [:], flags: [], profile: "work", configPath: file)
        let (configuration, problems) = try loader.inspect()
        #expect(problems.isEmpty)
        #expect(throws: Never.self) { try configuration.keymap() }
    }

    @Test func everyCommandIsInTheManPage() {
        for command in CommandDump.all {
            #expect(ManualPage.program.contains(command.name.replacing("-", with: "\\-")), "\(command.name)")
        }
        #expect(!ManualPage.program.contains("generate\\-reference DIR"))
    }
}
