import Testing

@testable import craftdesk

@Suite struct ConfigurationReferenceTests {
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

    @Test func everyKeyIsInOneSection() {
        let paths = ConfigurationReference.sections.flatMap(\.settings).map(\.path)
        #expect(paths.count == Set(paths).count)
        #expect(Set(paths) == Set(Settings.all.map(\.path)))
    }
}
