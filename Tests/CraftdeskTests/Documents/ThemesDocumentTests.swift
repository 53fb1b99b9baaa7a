import Screen
import Testing

@testable import craftdesk

/// The themes' document against the themes.
@Suite struct ThemesDocumentTests {
    private static let path = "Resources/documents/themes.md"

    @Test func everyRoleHasItsLine() throws {
        let named = try Documents.text(Self.path).split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^\| `([a-z_]+)` \| \S/).map { String($0.1) }
        }
        #expect(named == Role.allCases.map(\.rawValue))
    }

    @Test func itsExampleIsATheme() throws {
        let blocks = Documents.blocks(try Documents.text(Self.path), "text")
        #expect(blocks.count == 1)
        for block in blocks { _ = try Theme(name: "mine", text: block) }
    }
}
