internal import Screen

/// What a terminal says when it is asked (xterm's ctlseqs).
enum TerminalAnswer: Equatable {
    /// XTVERSION: its name and version, printable ASCII only.
    case name(String)
    /// DECRPM: a mode, and 1 or 2 where it can be set (3 and 4: it is what it is for ever; 0: unknown).
    case mode(Int, setting: Int)
    /// OSC 11: what is behind the letters.
    case background(Color)
    /// DA1. Every terminal answers this one, so it comes last: whoever hasn't answered by then won't.
    case attributes([Int])

    /// - Parameters:
    ///   - kind: the byte after ESC: `P` for DCS, `]` for OSC.
    ///   - body: what stands between the introducer and the end.
    init?(kind: UInt8, body: ArraySlice<UInt8>) {
        let text = String(decoding: body, as: UTF8.self)
        if kind == UInt8(ascii: "P"), text.hasPrefix(">|") {
            let name = text.dropFirst(2).prefix(100).filter { $0.isASCII && $0 >= " " && $0 != "\u{7F}" }
            self = .name(String(name))
        } else if kind == UInt8(ascii: "]"), text.hasPrefix("11;"), let color = Self.color(text.dropFirst(3))
        {
            self = .background(color)
        } else {
            return nil
        }
    }

    /// `rgb:` and three numbers of one to four hexadecimal digits each (XParseColor).
    private static func color(_ text: Substring) -> Color? {
        guard text.hasPrefix("rgb:") || text.hasPrefix("rgba:") else { return nil }
        let parts = text.drop { $0 != ":" }.dropFirst().split(
            separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return nil }
        var levels: [UInt8] = []
        for part in parts.prefix(3) {
            guard (1...4).contains(part.utf8.count), let value = UInt32(part, radix: 16) else { return nil }
            let most = (UInt32(1) << (4 * UInt32(part.utf8.count))) - 1
            levels.append(UInt8(truncatingIfNeeded: value * 255 / most))
        }
        return .rgb(levels[0], levels[1], levels[2])
    }

    /// The questions, in one go.
    static let questions = "\u{1B}[>q\u{1B}[?2026$p\u{1B}]11;?\u{1B}\\\u{1B}[c"
}
