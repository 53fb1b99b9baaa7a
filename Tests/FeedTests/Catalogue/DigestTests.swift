import Testing

@testable import Feed

@Suite struct DigestTests {
    private func digest(_ parts: String...) -> String {
        var digest = Digest()
        for part in parts { digest.append(part.utf8) }
        return digest.text
    }

    /// Stored entries are known again by it, so it must never change.
    @Test func isTheSameForEver() {
        #expect(digest("App\\Events\\X", "{}") == digest("App\\Events\\X", "{}"))
        #expect(digest("").count == 32)
        #expect(digest("abc") == "fc182483ee0806dcccebd755fd14450a")
    }

    @Test func partsCount() {
        #expect(digest("ab", "c") != digest("a", "bc"))
        #expect(digest("abc") != digest("abc", ""))
        #expect(digest("a") != digest("b"))
    }

    @Test func shortTextsDoNotCollide() {
        var seen: Set<String> = []
        for number in 0..<20_000 { seen.insert(digest("\(number)")) }
        #expect(seen.count == 20_000)
    }
}
