import Addressing
import Testing

@Suite struct PercentEncodingTests {
    @Test func onlyUnreservedCharactersStayWhatTheyAre() {
        #expect(PercentEncoding.encode("aZ09-._~") == "aZ09-._~")
        #expect(PercentEncoding.encode("a b/ü%41") == "a%20b%2F%C3%BC%2541")
    }

    @Test func whatWasEncodedIsDecoded() {
        for text in ["", "a b/ü%41", "%", "%%2", "👩🏽‍💻"] {
            #expect(PercentEncoding.decode(PercentEncoding.encode(text)) == text)
        }
    }

    @Test(arguments: [
        ("%41%6a%4A", "AjJ"), ("%", "%"), ("%4", "%4"), ("%4g", "%4g"), ("%+1", "%+1"), ("%-1", "%-1"),
        ("%%41", "%A"), ("%FF", "\u{FFFD}"),
    ])
    func aPercentSignWithoutTwoDigitsStays(text: String, decoded: String) {
        #expect(PercentEncoding.decode(text) == decoded)
    }
}
