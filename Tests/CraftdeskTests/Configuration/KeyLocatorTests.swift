import Testing

@testable import craftdesk

@Suite struct KeyLocatorTests {
    private func places(_ text: String, _ paths: String...) -> [String] {
        let locator = KeyLocator(text: text, file: "f")
        return paths.map { locator.place(of: $0).description }
    }

    @Test func keysAreFoundInTheirTables() {
        let text = "top = 1\n[a]\n  b = 2\n\n[a.\"c\"]\nd = 3\n[[p]]\nid = 1\n[[p]]\n\tid = 2\n"
        #expect(
            places(text, "top", "a", "a.b", "a.c.d", "p[0].id", "p[1]", "p[1].id")
                == ["f:1:1", "f:2:1", "f:3:3", "f:6:1", "f:8:1", "f:9:1", "f:10:2"])
    }

    @Test func linesOfAMultilineStringAreNoKeys() {
        let text = "a = \"\"\"\nb = 1\n[c]\n\"\"\"\nb = 2\n"
        #expect(places(text, "b", "c") == ["f:5:1", "f:1:1"])
    }

    @Test func commentsAreNoKeys() { #expect(places("# a = 1\na = 2\n", "a") == ["f:2:1"]) }

    @Test func anUnknownKeyIsPlacedAtTheTableItWouldStandIn() {
        #expect(places("[a]\nb = 1\n", "a.x", "x.y") == ["f:1:1", "f:1:1"])
        #expect(places("x = 1\n[a]\n", "a.b.c") == ["f:2:1"])
    }
}
