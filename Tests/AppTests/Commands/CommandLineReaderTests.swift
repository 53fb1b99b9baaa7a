import Testing

@testable import App

@Suite struct CommandLineReaderTests {
    private let reader = CommandLineReader(Bench("[a] b").model)

    @Test func aCommandGoesByItsNameOrABeginningThatTellsItApart() {
        for (line, command, argument) in [
            ("done", Command.done, ""), ("snooze 2h", .snooze, "2h"), ("  star  ", .star, ""),
            ("mark-all-read", .markAllRead, ""), ("MARK_ALL_READ", .markAllRead, ""),
            ("snoo  fri ", .snooze, "fri"),
            ("q", .quit, ""), ("comment looks good", .reply, "looks good"),
        ] {
            let found = reader.command(of: line)
            #expect(found?.command == command, "\(line)")
            #expect(found?.argument == argument, "\(line)")
        }
        for line in ["", "   ", "nothing", "s", "mark_"] {
            #expect(reader.command(of: line) == nil, "\(line)")
        }
    }

    @Test func namesComplete() {
        #expect(reader.completions(of: "") == [])
        #expect(reader.completions(of: "snoo") == ["snooze"])
        #expect(Set(reader.completions(of: "mark")) == ["mark_unread", "mark_all_read"])
        #expect(reader.completions(of: "xyz") == [])
    }

    @Test func whatFollowsCompletesByTheCommand() {
        #expect(reader.completions(of: "project a") == ["project API"])
        #expect(reader.completions(of: "tab s") == ["tab starred"])
        #expect(reader.completions(of: "snooze to") == ["snooze tomorrow"])
        #expect(
            reader.completions(of: "change_status in") == [
                "change_status in_progress", "change_status in_review",
            ])
        #expect(reader.completions(of: "mute p").prefix(2) == ["mute project", "mute person"])
        #expect(reader.completions(of: "filter kind:comment is:un").contains("filter kind:comment is:unread"))
        #expect(
            reader.completions(of: "rule kind:comment -> no t").contains("rule kind:comment -> no toast"))
        #expect(reader.completions(of: "reply he") == [])
        #expect(reader.completions(of: "nothing x") == [])
    }
}
