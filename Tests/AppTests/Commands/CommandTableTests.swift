import Screen
import Testing

@testable import App

@Suite struct CommandTableTests {
    @Test func everyCommandHasOneEntry() {
        #expect(
            CommandTable.entries.map(\.command.rawValue).sorted() == Command.allCases.map(\.rawValue).sorted()
        )
        for command in Command.allCases { #expect(CommandTable.entry(of: command)?.command == command) }
    }

    @Test func everyCommandSaysWhatItDoes() {
        for entry in CommandTable.entries {
            #expect(!entry.help.isEmpty)
            #expect(entry.help.first?.isUppercase == false, "\(entry.command.rawValue)")
            #expect(!entry.help.hasSuffix("."), "\(entry.command.rawValue)")
        }
    }

    @Test func noKeyNeedsAlt() {
        for key in CommandTable.entries.flatMap(\.keys) {
            switch key {
            case .character, .control, .enter, .escape, .up, .down, .left, .right, .home, .end, .pageUp,
                .pageDown:
                break
            default: Issue.record("\(key.name) isn't on every keyboard")
            }
        }
    }

    @Test func theTableInMarkdownHasARowForEach() {
        let rows = CommandTable.markdown().split(separator: "\n")
        #expect(rows.count == Command.allCases.count + 2)
        #expect(rows.contains("| `j` `Down` | `down` | next row |"))
        #expect(rows.allSatisfy { $0.hasPrefix("|") && $0.hasSuffix("|") })
    }
}
