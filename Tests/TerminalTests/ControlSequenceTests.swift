import Testing

@testable import Terminal

@Suite struct ControlSequenceTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("\u{7F}\u{7FF}~\u{10FFFF}", "f9+/fvSPv78="),
    ])
    func base64IsThatOfRFC4648(text: String, expected: String) {
        #expect(ControlSequence.base64(Array(text.utf8)) == expected)
    }

    @Test func aTitleCannotEndItselfAndBeginAnotherSequence() {
        let title = ControlSequence.title("a\u{7}b\u{1B}]52;c;x\u{9C}\u{7F}c\n")
        #expect(title == "\u{1B}]2;ab]52;c;xc\u{7}")
    }

    @Test func aTitleIsCutAtItsLimit() {
        let title = ControlSequence.title(String(repeating: "x", count: 1000))
        #expect(title.count == ControlSequence.longestTitle + 5)
    }

    @Test func aNotificationByOSC9NeverLooksLikeAProgressBar() {
        #expect(ControlSequence.notification(title: "", body: "4;1;50", by: .osc9) == "\u{1B}]9; 4;1;50\u{7}")
        #expect(ControlSequence.notification(title: "WEB", body: "hi", by: .osc9) == "\u{1B}]9;WEB: hi\u{7}")
    }

    @Test func aNotificationByOSC777KeepsItsFieldsApart() {
        let sequence = ControlSequence.notification(title: "a;b", body: "c;d", by: .osc777)
        #expect(sequence == "\u{1B}]777;notify;a,b;c;d\u{7}")
    }

    @Test func aNotificationByOSC99IsInTwoParts() {
        let sequence = ControlSequence.notification(title: "foo", body: "bar", by: .osc99)
        #expect(
            sequence
                == "\u{1B}]99;i=craftdesk:d=0:e=1;Zm9v\u{1B}\\\u{1B}]99;i=craftdesk:d=1:p=body:e=1;YmFy\u{1B}\\"
        )
    }

    @Test func theClipboardRefusesWhatTerminalsWouldCut() {
        #expect(ControlSequence.clipboard("foo") == "\u{1B}]52;c;Zm9v\u{7}")
        let longest = String(repeating: "x", count: ControlSequence.longestClipboard)
        #expect(ControlSequence.clipboard(longest) != nil)
        #expect(ControlSequence.clipboard(longest + "x") == nil)
    }

    @Test func tmuxGetsEachEscapeTwice() {
        let wrapped = ControlSequence.wrapped("\u{1B}]9;hé\u{1B}\\", for: .tmux)
        #expect(wrapped == Array("\u{1B}Ptmux;\u{1B}\u{1B}]9;hé\u{1B}\u{1B}\\\u{1B}\\".utf8))
    }

    @Test func screenGetsPartsOfFewerThan768Bytes() {
        let sequence = "\u{1B}]52;c;" + String(repeating: "QUJD", count: 1000) + "\u{1B}\\"
        let wrapped = ControlSequence.wrapped(sequence, for: .screen)
        // What screen hands on: the insides of its envelopes, each of which ends at the first ESC \
        // that doesn't follow another ESC.
        let parts = String(decoding: wrapped, as: UTF8.self).split(separator: "\u{1B}P").map {
            $0.dropLast(2)
        }
        #expect(parts.allSatisfy { $0.utf8.count <= 768 })
        #expect(parts.joined() == sequence)
    }

    @Test func nothingIsWrappedForATerminalItself() {
        #expect(ControlSequence.wrapped("\u{1B}]9;x\u{7}", for: .none) == Array("\u{1B}]9;x\u{7}".utf8))
    }
}
