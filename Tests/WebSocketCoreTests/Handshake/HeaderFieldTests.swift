import Testing

@testable import WebSocketCore

@Suite struct HeaderFieldTests {
    private let fields = [
        HeaderField("Connection", "keep-alive"), HeaderField("connection", " x ,\tUPGRADE"),
        HeaderField("A", "1"),
    ]

    @Test func namesAreReadInAnyCase() {
        #expect(fields.values("CONNECTION").count == 2)
        #expect(fields.values("a") == ["1"])
        #expect(fields.values("b").isEmpty)
    }

    @Test func aListHasItsTokensInAnyCase() {
        #expect(fields.hasToken("upgrade", in: "Connection"))
        #expect(fields.hasToken("keep-alive", in: "Connection"))
        #expect(!fields.hasToken("alive", in: "Connection"))
    }

    @Test func tokensHaveNoSeparators() {
        #expect(Substring("permessage-deflate").isToken)
        for text in ["", "a b", "a=b", "a;b", "ä", "\"a\""] { #expect(!Substring(text).isToken) }
    }
}
