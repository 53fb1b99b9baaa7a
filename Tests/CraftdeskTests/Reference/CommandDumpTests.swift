import Testing

@testable import craftdesk

@Suite struct CommandDumpTests {
    private func command(_ name: String) throws -> CommandDump {
        try #require(CommandDump.all.first { $0.name == name })
    }

    @Test func theProgramComesFirstAndHiddenCommandsNotAtAll() {
        #expect(CommandDump.all.first?.path == ["craftdesk"])
        let names = CommandDump.all.map(\.name)
        #expect(names.count == Set(names).count)
        #expect(names.contains("craftdesk config show"))
        #expect(!names.contains { $0.contains("generate-reference") || $0.hasSuffix(" help") })
    }

    @Test func everyOptionOfEveryCommandIsShared() {
        let shared = Set(CommandDump.shared.flatMap(\.names))
        for name in [
            "--config", "--profile", "--set", "--insecure", "--log-file", "--no-color", "--version", "-h",
        ] {
            #expect(shared.contains(name), "\(name)")
        }
        for command in CommandDump.all {
            #expect(shared.isDisjoint(with: command.ownArguments.flatMap(\.names)), "\(command.name)")
        }
    }

    @Test func anOptionKeepsWhatItsHelpSays() throws {
        let tail = try command("craftdesk tail").ownArguments
        let json = try #require(tail.first { $0.names == ["--json"] })
        #expect(json.kind == "flag" && json.isOptional && !json.abstract.isEmpty)
        let file = try #require(try command("craftdesk replay").ownArguments.first { $0.names.isEmpty })
        #expect(file.kind == "positional" && file.valueName == "file" && !file.isOptional)
        let speed = try #require(
            try command("craftdesk replay").ownArguments.first { $0.names == ["--speed"] })
        #expect(speed.defaultValue == "1.0")
        let set = try #require(CommandDump.shared.first { $0.names == ["--set"] })
        #expect(set.isRepeating)
    }
}
