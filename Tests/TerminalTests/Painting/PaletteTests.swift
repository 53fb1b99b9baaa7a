import Screen
import Testing

@testable import Terminal

extension TerminalSuite {
    /// Styles as control sequences; what ncurses sends of them is in `CursesTerminalTests`.
    @Suite struct PaletteTests {
        private func sequence(_ theme: String, _ style: Style, _ depth: ColorDepth) throws -> String {
            let palette = Palette(theme: try Theme(name: "mine", text: theme), depth: depth)
            return palette.sequence(style).replacing("\u{1B}", with: "")
        }

        private static let red = "inherits = \"monochrome\"\nerror = \"#ff0000\""

        @Test(arguments: [
            (ColorDepth.direct, "[0;38;2;255;0;0m"), (.palette, "[0;38;5;196m"), (.sixteen, "[0;91m"),
            (.eight, "[0;31m"),
        ])
        func aColourIsTheNearestThatTheTerminalHas(depth: ColorDepth, expected: String) throws {
            #expect(try sequence(Self.red, Style(.error), depth) == expected)
        }

        @Test func withoutColoursOnlyAttributesAreSent() throws {
            let style = Style(.error, bold: true, reversed: true, underlined: true)
            for theme in ["terminal", "dark", "light"] {
                let codes = try sequence("inherits = \"\(theme)\"", style, .monochrome)
                #expect(codes.hasSuffix("m") && !codes.contains("3") && !codes.contains("9"), "\(codes)")
                for code in ["1", "4", "7"] { #expect(codes.contains(";\(code)"), "\(codes)") }
            }
        }

        @Test func theGroundIsSentBehindTheLetters() throws {
            let theme = "inherits = \"monochrome\"\nerror = \"#ff0000\"\nselected = \"default on #5c5cff\""
            let codes = try sequence(theme, Style(.error, on: .selected), .direct)
            #expect(codes.contains("38;2;255;0;0") && codes.contains("48;2;92;92;255"))
            #expect(try sequence(theme, Style(.error, on: .selected), .sixteen).contains("104"))
            #expect(try sequence(theme, Style(.error, on: .selected), .eight).contains("44"))
        }
    }
}
