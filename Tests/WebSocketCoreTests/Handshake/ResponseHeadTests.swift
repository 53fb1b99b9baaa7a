import Testing

@testable import WebSocketCore

@Suite struct ResponseHeadTests {
    private func parse(_ text: String, limit: Int = 100) throws -> ResponseHead? {
        try ResponseHead.parse(Array(text.utf8), limit: limit)
    }

    @Test func aHeadIsReadOnceItIsComplete() throws {
        let head = "HTTP/1.1 407 Who are you\r\nA: b\r\n\r\n"
        let bytes = Array(head.utf8)
        for count in bytes.indices {
            #expect(try ResponseHead.parse(Array(bytes[..<count]), limit: 100) == nil)
        }
        let whole = ResponseHead(
            status: 407, reason: "Who are you", headers: [HeaderField("A", "b")], count: bytes.count)
        #expect(try parse(head) == whole)
        #expect(try parse(head + "what follows\n") == whole)
        #expect(try parse("HTTP/1.0 200\r\n\r\n")?.reason == "")
    }

    @Test func itsLengthIsLimited() throws {
        let field = "A: " + String(repeating: "a", count: 100)
        for text in ["HTTP/1.1 200 OK\r\n" + field, "HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n"] {
            #expect(throws: WebSocketError.headTooLong(limit: 100)) { try parse(text) }
            _ = try parse(text, limit: 200)
        }
    }

    @Test(arguments: [
        "SSH-2.0-x\r\n\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 +20 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1  200\r\n\r\n",
    ])
    func anotherStartLineIsNoHTTP(text: String) {
        #expect(throws: WebSocketError.notHTTP) { try parse(text) }
    }

    @Test(arguments: ["HTTP/1.1 200 OK\n\n", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", "\r\n\r\n"])
    func whatParsersReadDifferentlyIsRefused(text: String) {
        let error = #expect(throws: WebSocketError.self) { try parse(text) }
        guard case .malformedHead? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
