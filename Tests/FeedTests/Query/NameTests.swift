import Feed
import Testing

@Suite struct NameTests {
    @Test func numbersAndQuotedNamesAreWhole() {
        #expect(Name("5").isWhole)
        #expect(Name("ana", isQuoted: true).isWhole)
        #expect(!Name("ana").isWhole)
        #expect(!Name("5th").isWhole)
        #expect(Name("RenÉe").folded == "renee")
    }
}
