import Testing

@testable import Screen

@Suite struct ThemeParserTests {
    @Test func aFileIsRead() throws {
        let theme = try Theme(
            name: "mine",
            text: """
                # a comment
                inherits = "dark"

                unread   = "bright-white on #102030 bold underline"  # more
                selected = "on 24"
                tab = ""
                """)
        #expect(
            theme.entries[.unread]
                == .init(
                    foreground: .palette(15), background: .rgb(16, 32, 48), attributes: [.bold, .underlined]))
        #expect(theme.entries[.selected] == .init(background: .palette(24)))
        #expect(theme.entries[.tab] == .init())
        #expect(theme.entries[.error] == Theme.dark.entries[.error])
    }

    @Test func aThemeThatInheritsNothingLooksLikeTheTerminal() throws {
        let theme = try Theme(name: "mine", text: "error = \"magenta\"")
        #expect(theme.entries[.unread] == Theme.terminal.entries[.unread])
        #expect(theme.entries[.error] == .init(foreground: .palette(5)))
    }

    @Test(arguments: [
        ("unread", 1, ThemeError.Problem.malformed), ("\n\nunread = bold", 3, .malformed),
        ("unread = \"bold", 1, .malformed), ("unread = \"bold\" x", 1, .malformed),
        ("unred = \"bold\"", 1, .unknownRole("unred")), ("# x\nunread = \"blod\"", 2, .unknownWord("blod")),
        ("unread = \"red on\"", 1, .unknownWord("on")), ("unread = \"on on red\"", 1, .unknownWord("on")),
        ("unread = \"red\"\nunread = \"blue\"", 2, .twice("unread")),
        ("inherits = \"solarized\"", 1, .unknownTheme("solarized", known: Theme.builtInNames)),
    ])
    func mistakesAreTold(text: String, line: Int, problem: ThemeError.Problem) {
        #expect(throws: ThemeError(line: line, problem: problem)) { try Theme(name: "x", text: text) }
    }

    @Test func aMistakeSaysWhatWouldBeRight() {
        let sentence = ThemeError(line: 1, problem: .unknownRole("unred")).description
        #expect(sentence.contains("\"unred\"") && sentence.contains("mention_badge"))
        #expect(ThemeError(line: 1, problem: .unknownWord("blod")).description.contains("bright-red"))
    }
}
