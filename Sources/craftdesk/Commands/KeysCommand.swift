import App
import ArgumentParser
import Screen

/// `craftdesk keys`.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The key table, with your [keys] in it.",
        discussion: example(
            "craftdesk keys | less", "What each key does, by your configuration.",
            "craftdesk keys --markdown", "The standard table, as the README has it.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "As a Markdown table, for the README.") var markdown = false

    func run() async throws {
        try await endingWell {
            if markdown {
                Output.line(CommandTable.markdown(.standard))
                return .done
            }
            let keymap = try options.configuration().keymap()
            Output.lines(
                CommandTable.entries.map { entry in
                    let keys = keymap.keys(of: entry.command).map(\.name).joined(separator: " ")
                    return column(keys, 20) + column(entry.command.rawValue, 20) + entry.help
                })
            return .done
        }
    }
}

/// The text with blanks after it, so that the next column begins `width` characters later (or one blank
/// later, where the text is too long).
func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
}

/// The examples at the end of a command's help: pairs of a command line and what it is for.
func example(_ lines: String...) -> String {
    var text = "EXAMPLES:"
    for index in stride(from: 0, to: lines.count - 1, by: 2) {
        text += "\n  \(lines[index])\n      \(lines[index + 1])"
    }
    return text
}
