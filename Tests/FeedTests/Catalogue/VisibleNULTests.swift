import Testing

@testable import Feed

@Suite struct VisibleNULTests {
    private func interpret(_ payload: String, name: String = "App\\Events\\CommentCreated") -> Notification {
        var interpreter = EventInterpreter(
            identity: Identity(userID: nil, name: nil), patterns: ChannelPatterns(), namespace: "App.Events",
            taskURL: "")
        return interpreter.interpret(
            IncomingEvent(
                name: name, channel: "private-workspace.7", data: .text(Array(payload.utf8)),
                receivedAt: Timestamp(seconds: 9)))
    }

    @Test func aNULIsASignInEveryText() {
        let payload =
            #"{"event_id":"a\u0000b","comment":{"body":"x\u0000y","author":{"id":"5\u0000","name":"A\u0000na"}},"task":{"id":"1\u00002","key":"W\u0000","title":"T\u0000","project_id":"3\u0000"}}"#
        let entry = interpret(payload)
        #expect(entry.id == "a\u{2400}b")
        #expect(entry.excerpt == "x\u{2400}y")
        #expect(entry.actor == Actor(id: "5\u{2400}", name: "A\u{2400}na"))
        #expect(entry.task == TaskReference(id: "1\u{2400}2", key: "W\u{2400}", title: "T\u{2400}"))
        #expect(entry.project == "3\u{2400}")
        #expect(entry.text == "A\u{2400}na commented on \"T\u{2400}\"")
        // The payload stays as it came.
        #expect(entry.payload == Array(payload.utf8))
    }

    /// Wherever in the bytes it stands, by itself or escaped.
    @Test func aNULIsFoundAtEveryPlace() {
        for length in 0..<40 {
            let before = String(repeating: "x", count: length)
            for behind in ["", "yyyyyyyyyyy"] {
                let plain = interpret("\(before)\0\(behind)", name: "Odd")
                #expect(plain.text.contains("\u{2400}") && !plain.text.utf8.contains(0), "\(length)")
                let escaped = interpret("{\"event_id\":\"\(before)\\u0000\(behind)\"}")
                #expect(escaped.id == "\(before)\u{2400}\(behind)", "\(length)")
            }
        }
        #expect(interpret("{}", name: "Odd\0Event").name == "Odd\u{2400}Event")
    }

    @Test func otherEscapesAreLeftAlone() {
        let entry = interpret(#"{"event_id":"a\\u0000\u0001\u00e9\/","comment":{"body":"\n"}}"#)
        #expect(entry.id == "a\\u0000\u{1}\u{e9}/")
    }
}
