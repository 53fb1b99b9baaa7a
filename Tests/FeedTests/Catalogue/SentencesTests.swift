import Testing

@testable import Feed

@Suite struct SentencesTests {
    @Test func words() {
        #expect(EventCatalogue.words("in_review") == "In review")
        #expect(EventCatalogue.words("to-do") == "To do")
        #expect(EventCatalogue.words("") == "")
    }

    @Test func names() {
        #expect(EventCatalogue.baseName("App\\Events\\Orders\\Shipped") == "Shipped")
        #expect(EventCatalogue.baseName("Shipped") == "Shipped")
        #expect(EventCatalogue.baseName("A\\") == "")
        #expect(EventCatalogue.spaced("InvoicePaid") == "Invoice paid")
        #expect(EventCatalogue.spaced("order.shipped") == "order shipped")
        #expect(EventCatalogue.spaced("HTTPError") == "HTTPError")
    }

    @Test(arguments: [
        (0.0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (0.4, "0"), (1e300, "1e+300"),
    ])
    func thousands(_ number: Double, _ expected: String) {
        #expect(EventCatalogue.grouped(number) == expected)
    }
}
