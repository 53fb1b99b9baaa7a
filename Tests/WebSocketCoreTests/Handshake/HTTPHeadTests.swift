import Testing

@testable import WebSocketCore

@Suite struct HTTPHeadTests {
    @Test func theHeadEndsAfterItsBlankLineHoweverItIsCut() throws {
        let bytes = Array("HTTP/1.1 101 X\r\nA: b\r\n\r\nrest".utf8)
        for cut in 0...bytes.count {
            let whole = try HTTPHead.end(in: Array(bytes[..<cut]), from: 0)
            #expect(whole == (cut >= 24 ? 24 : nil))
            if whole == nil { #expect(try HTTPHead.end(in: bytes, from: cut) == 24) }
        }
    }

    @Test func aBareLineFeedIsRefusedAsSoonAsItComes() {
        for text in ["\n", "HTTP/1.1 101 X\n", "HTTP/1.1 101 X\r\nA: b\n", "HTTP/1.1 101 X\r\n\n"] {
            #expect(throws: WebSocketError.self) { try HTTPHead.end(in: Array(text.utf8), from: 0) }
        }
    }

    @Test func fieldsAreReadWithoutTheirBlanks() throws {
        let head = try HTTPHead(Array("HTTP/1.1 101 X\r\nA:b\r\nB-c: \t d e \t\r\nEmpty:\r\n\r\n".utf8)[...])
        #expect(head.startLine == "HTTP/1.1 101 X")
        #expect(head.headers == [HeaderField("A", "b"), HeaderField("B-c", "d e"), HeaderField("Empty", "")])
    }

    @Test(arguments: [
        "\r\n\r\n", "HTTP/1.1 101 X\r\nA: b\r\n folded\r\n\r\n", "HTTP/1.1 101 X\r\nA: b\r\n\tfolded\r\n\r\n",
        "HTTP/1.1 101 X\r\nA : b\r\n\r\n", "HTTP/1.1 101 X\r\n: b\r\n\r\n",
        "HTTP/1.1 101 X\r\nno colon\r\n\r\n",
        "HTTP/1.1 101 X\r\nA: b\u{0}c\r\n\r\n", "HTTP/1.1 101 X\r\nA: b\rc\r\n\r\n",
        "HTTP/1.1 101 X\r\nÄ: b\r\n\r\n", "HTTP/1.1 101 X\r\nA: \u{7F}\r\n\r\n",
    ])
    func whatParsersReadDifferentlyIsRefused(text: String) {
        #expect(throws: WebSocketError.self) { try HTTPHead(Array(text.utf8)[...]) }
    }
}
