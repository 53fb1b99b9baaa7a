import Feed
import JSON
import Testing

@testable import craftdesk

@Suite struct StatusReportTests {
    private let some = StatusReport(counts: [
        "3": UnreadCount(entries: 4, forMe: 2), "9": UnreadCount(entries: 2), nil: UnreadCount(entries: 1),
    ])
    private let none = StatusReport(counts: [:])

    @Test func eachPlaceGetsItsLine() throws {
        #expect(some.text(.plain) == "7")
        #expect(none.text(.plain) == "0")
        #expect(some.text(.json) == #"{"unread":7,"mentions":2,"projects":{"":1,"3":4,"9":2}}"#)
        #expect(some.text(.tmux) == "#[fg=yellow]@2#[default] 7")
        #expect(some.text(.prompt) == "@2 7")
        #expect(none.text(.tmux) == "")
        #expect(none.text(.prompt) == "")
        let waybar = try JSONValue(parsing: Array(some.text(.waybar).utf8))
        #expect(waybar["text"]?.string == "@2 7")
        #expect(waybar["class"]?.string == "mentions")
        #expect(waybar["tooltip"]?.string == "workspace: 1\nproject 3: 4\nproject 9: 2")
        #expect(try JSONValue(parsing: Array(none.text(.waybar).utf8))["class"]?.string == "none")
    }

    @Test func aTemplateIsOfNumbersAlone() {
        #expect(
            some.text(template: "[{unread} @{mentions} web {project:3} ops {project:4}]")
                == "[7 @2 web 4 ops 0]")
        #expect(some.text(template: "{other} {project:") == "{other} {project:")
    }
}
