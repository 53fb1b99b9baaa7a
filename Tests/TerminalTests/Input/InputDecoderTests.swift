import HostileText
import Screen
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    private func decode(_ text: String, isUTF8: Bool = true) -> [DecodedInput] {
        var decoder = InputDecoder(isUTF8: isUTF8)
        return decoder.receive(text.utf8)
    }

    @Test func lettersAndControls() {
        #expect(decode("jé日") == [.key(.character("j")), .key(.character("é")), .key(.character("日"))])
        #expect(
            decode("\r\n\t\u{7F}\u{8}\u{7}\u{1A}\u{1C}") == [
                .key(.enter), .key(.control("j")), .key(.tab), .key(.backspace), .key(.backspace),
                .key(.control("g")), .key(.control("z")), .key(.control("\\")),
            ])
        #expect(decode("\u{0}") == [])
    }

    @Test(arguments: [
        ("\u{1B}[A", KeyPress.up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right), ("\u{1B}[D", .left),
        ("\u{1B}[H", .home), ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
        ("\u{1B}[4~", .end),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[2~", .insert),
        ("\u{1B}[Z", .backTab), ("\u{1B}OM", .enter), ("\u{1B}OP", .function(1)), ("\u{1B}[[E", .function(5)),
        ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)), ("\u{1B}[5;2~", .pageUp),
    ])
    func keysOfEveryFamily(bytes: String, expected: KeyPress) { #expect(decode(bytes) == [.key(expected)]) }

    @Test func whateverWayTheBytesAreSplitTheyMeanTheSame() {
        let text =
            "j\u{1B}[A\u{1B}[<64;10;5Mé\u{1B}[200~p\u{1B}[31mq\u{1B}[201~\u{1B}]11;rgb:ff/ff/ff\u{1B}\\日\u{1B}[I"
        let bytes = Array(text.utf8)
        let whole = decode(text)
        #expect(whole.count == 8)
        for size in 1...bytes.count {
            var decoder = InputDecoder(isUTF8: true)
            var decoded: [DecodedInput] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                decoded += decoder.receive(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(decoded == whole)
        }
    }

    @Test func aLoneEscapeIsAKeyAfterAWhile() {
        var decoder = InputDecoder(isUTF8: true)
        #expect(decoder.receive([0x1B]) == [] && decoder.patience == 50)
        #expect(decoder.timeOut() == [.key(.escape)] && decoder.patience == nil)
        #expect(decoder.receive(Array("\u{1B}[".utf8)) == [] && decoder.patience == 500)
        #expect(decoder.timeOut() == [.key(.escape), .key(.character("["))])
        #expect(decode("\u{1B}j") == [.key(.escape), .key(.character("j"))])
        #expect(decode("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    }

    @Test func mouseFocusAndAnswers() {
        #expect(decode("\u{1B}[<0;3;4M\u{1B}[<0;3;4m") == [.mouse(MouseEvent(.press, x: 2, y: 3))])
        #expect(decode("\u{1B}[<65;1;1M") == [.mouse(MouseEvent(.wheelDown, x: 0, y: 0))])
        #expect(decode("\u{1B}[<68;200;300M") == [.mouse(MouseEvent(.wheelUp, x: 199, y: 299))])
        #expect(decode("\u{1B}[<2;1;1M\u{1B}[<35;1;1M\u{1B}[<0;0;0M\u{1B}[<0M") == [])
        #expect(decode("\u{1B}[M !!j") == [.key(.character("j"))])
        #expect(decode("\u{1B}[I\u{1B}[O") == [.focused(true), .focused(false)])
        #expect(decode("\u{1B}[?62;22c") == [.answer(.attributes([62, 22]))])
        #expect(decode("\u{1B}[?2026;2$y") == [.answer(.mode(2026, setting: 2))])
        #expect(decode("\u{1B}P>|tmux 3.4\u{1B}\\") == [.answer(.name("tmux 3.4"))])
    }

    @Test func aPasteIsTextAndNeverKeys() {
        #expect(
            decode("\u{1B}[200~q\r\u{3}\u{1B}[A\u{1B}[201~j") == [
                .pasted("q\r\u{3}\u{1B}[A"), .key(.character("j")),
            ])
        var decoder = InputDecoder(isUTF8: true)
        #expect(decoder.receive(Array("\u{1B}[200~abc".utf8)) == [] && decoder.patience == 3000)
        #expect(decoder.timeOut() == [.pasted("abc")])
        #expect(decoder.receive([0x6A]) == [.key(.character("j"))])
    }

    @Test func aPasteIsCutAtItsLimit() {
        var decoder = InputDecoder(isUTF8: true)
        _ = decoder.receive(Array("\u{1B}[200~".utf8))
        for _ in 0..<20 { _ = decoder.receive([UInt8](repeating: 0x61, count: 100_000)) }
        guard case .pasted(let text)? = decoder.receive(Array("\u{1B}[201~".utf8)).first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == InputDecoder.longestPaste)
    }

    @Test func noSequenceIsKeptForEver() {
        for start in ["\u{1B}]52;c;", "\u{1B}P", "\u{1B}[", "\u{1B}_G"] {
            var decoder = InputDecoder(isUTF8: true)
            var decoded = decoder.receive(Array(start.utf8))
            for _ in 0..<10 { decoded += decoder.receive([UInt8](repeating: 0x31, count: 1000)) }
            #expect(!decoded.contains { if case .answer = $0 { true } else { false } })
            _ = decoder.timeOut()
            #expect(decoder.receive([0x6A]) == [.key(.character("j"))])
        }
    }

    @Test func bytesThatAreNotUTF8AreNoKeys() {
        var decoder = InputDecoder(isUTF8: true)
        #expect(
            decoder.receive([0x80, 0xC0, 0xFF, 0xC3, 0x28, 0x6A]) == [
                .key(.character("(")), .key(.character("j")),
            ])
        #expect(decoder.receive([0xC2, 0x9B, 0xED, 0xA0, 0x80]) == [])
        #expect(decode("é", isUTF8: false) == [])
    }

    @Test(arguments: HostileText.cases)
    func hostileBytesNeverStopIt(hostile: HostileText.Case) {
        var decoder = InputDecoder(isUTF8: true)
        _ = decoder.receive(hostile.bytes)
        _ = decoder.timeOut()
        #expect(decoder.patience == nil)
        #expect(decoder.receive([0x6A]) == [.key(.character("j"))])
    }

    @Test func theTerminalsOwnKeysComeFirst() {
        var decoder = InputDecoder(isUTF8: true, sequences: [Array("\u{1B}[25~".utf8): .home, [0x61]: .end])
        #expect(decoder.receive(Array("\u{1B}[25~a".utf8)) == [.key(.home), .key(.character("a"))])
    }
}
