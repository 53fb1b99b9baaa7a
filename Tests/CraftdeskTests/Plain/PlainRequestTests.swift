import Testing

@testable import craftdesk

@Suite struct PlainRequestTests {
    @Test(arguments: [
        ("", PlainRequest.nothing), ("  ", .nothing), ("7", .open(7)), ("0", .list(all: true)),
        ("list", .list(all: false)), ("l all", .list(all: true)), ("Open 3", .open(3)), ("d 2", .done(2)),
        ("read 4", .read(4)), ("star 1", .star(1)), ("r 3 Looks  good.", .reply(3, "Looks  good.")),
        ("undo", .undo), ("p", .projects), ("projects", .projects), ("p 2", .project("2")),
        ("project web site", .project("web site")), ("s", .state), ("?", .help), ("q", .quit),
    ])
    func words(line: String, expected: PlainRequest) { #expect(PlainRequest(line) == expected) }

    @Test(arguments: [
        "open", "open x", "done -1", "read 0", "reply", "reply 3", "reply x y", "lsit", "\u{1B}[A", "-5 x",
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
