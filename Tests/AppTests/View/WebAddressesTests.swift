import HostileText
import Screen
import Testing

@testable import App

@Suite struct WebAddressesTests {
    @Test(arguments: [
        ("see https://acme.example/a.", ["https://acme.example/a"]),
        ("(https://acme.example/a)", ["https://acme.example/a"]),
        ("https://en.example/A_(b)", ["https://en.example/A_(b)"]),
        (
            "<https://acme.example/a?b=1&c=2>, and \"http://b.example/x\"!",
            [
                "https://acme.example/a?b=1&c=2", "http://b.example/x",
            ]
        ),
        ("ftp://a.example javascript://x file:///etc/passwd", []), ("https://", []), ("nothing", []),
        ("https://exämple.example/", []),
    ])
    func wordsThatAreAddresses(text: String, expected: [String]) {
        #expect(WebAddresses.addresses(in: text) == expected)
    }

    /// The rows of a text, with what of each is a link.
    private func links(_ text: String, width: Int) -> [[String]] {
        var addresses = WebAddresses(text)
        return TextLayout.wrapped(text, to: width).map { row in
            let spans = addresses.spans(of: row, .plain)
            #expect(spans.map(\.text).joined() == row)
            return spans.compactMap { span in span.url.map { "\(span.text) -> \($0)" } }
        }
    }

    @Test func anAddressThatIsBrokenIsOneLinkInEachPiece() {
        let address = "https://acme.example/one/two/three"
        let rows = links("look: \(address) ok", width: 16)
        let pieces = rows.flatMap { $0 }
        #expect(pieces.count > 1)
        #expect(pieces.allSatisfy { $0.hasSuffix(" -> \(address)") })
        #expect(pieces.map { $0.replacing(" -> \(address)", with: "") }.joined() == address)
    }

    @Test func severalInARowAreApart() {
        let rows = links("https://a.example/1 and https://b.example/2", width: 80)
        #expect(
            rows == [
                ["https://a.example/1 -> https://a.example/1", "https://b.example/2 -> https://b.example/2"]
            ])
    }

    @Test(arguments: HostileText.cases) func hostileTextsAreLinksToNothingElse(hostile: HostileText.Case) {
        let clean = Sanitiser.row(hostile.text + " https://acme.example/" + hostile.text)
        for address in WebAddresses.addresses(in: clean) {
            #expect(address.hasPrefix("http") && address.utf8.allSatisfy { (0x21...0x7E).contains($0) })
        }
        for width in [4, 20, 80] { _ = links(clean, width: width) }
    }
}
