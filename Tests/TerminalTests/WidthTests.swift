import CNcurses
import Screen
import Testing

@testable import Terminal

extension TerminalSuite {
    /// That `DisplayWidth` is what the C library says, and with it ncurses, tmux and xterm.
    @Suite struct WidthTests {
        @Test func everyCharacterIsAsWideAsTheCLibrarySays() {
            #expect(CharacterSet.adopt(environment: ["LC_ALL": "C.UTF-8"]))
            var wrong: [String] = []
            for value in UInt32(0x20)...0x10FFFF {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let columns = nc_width(wchar_t(bitPattern: value))
                // -1: control characters, and what this C library's Unicode doesn't know yet.
                guard columns >= 0, scalar.properties.generalCategory != .unassigned else { continue }
                // Filtered out before it is drawn; and a vowel sign of Ahom that Unicode 15 made a spacing one.
                guard value != 0xAD, value != 0x1171E else { continue }
                if DisplayWidth.of(scalar) != Int(columns) {
                    wrong.append("U+\(String(value, radix: 16)): \(DisplayWidth.of(scalar)), not \(columns)")
                }
            }
            #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20).joined(separator: "; "))")
        }
    }
}
