import App
import Testing

@testable import craftdesk

@Suite struct PlainRequestTests {
    @Test(arguments: [
        ("", PlainRequest.nothing), ("  ", .nothing), ("7", .command(.open, 7, "")), ("0", .list(all: true)),
        ("list", .list(all: false)), ("l all", .list(all: true)), ("Open 3", .command(.open, 3, "")),
        ("d 2", .command(.done, 2, "")),
        ("read 4", .command(.toggleRead, 4, "")), ("star 1", .command(.star, 1, "")),
        ("unread 4", .command(.markUnread, 4, "")), ("assign 4", .command(.assignToMe, 4, "")),
        ("r 3 Looks  good.", .command(.reply, 3, "Looks  good.")), ("reply 3", .command(.reply, 3, "")),
        ("snooze 3 mon 9:00", .command(.snooze, 3, "mon 9:00")), ("mute 3 off", .command(.mute, 3, "off")),
        ("status 3 in_review", .command(.changeStatus, 3, "in_review")), ("status", .state),
        ("undo", .command(.undo, nil, "")), ("redo", .command(.redo, nil, "")), ("yes", .answer(true)),
        ("n", .answer(false)), ("p", .projects), ("projects", .projects), ("p 2", .project("2")),
        ("project web site", .project("web site")), ("s", .state), ("?", .help), ("q", .quit),
    ])
    func words(line: String, expected: PlainRequest) { #expect(PlainRequest(line) == expected) }

    @Test(arguments: [
        "open", "open x", "done -1", "read 0", "reply", "reply x y", "snooze 3", "mute", "assign 3 to me",
        "lsit", "\u{1B}[A", "-5 x",
    ])
    func whatIsNoRequestIsToldWhatWouldBe(line: String) {
        guard case .wrong(let sentence) = PlainRequest(line) else {
            Issue.record("\(PlainRequest(line))")
            return
        }
        #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"))
    }

    @Test func aSlipIsAnsweredWithTheNearestWord() {
        #expect(
            PlainRequest("lsit")
                == .wrong("there is no command \"lsit\"; did you mean list? help lists them."))
    }
}
