/// The sequences that ncurses has no function for, as bytes (ECMA-48; xterm's ctlseqs).
///
/// Text that goes into one is expected without control characters; what is left of them is taken out
/// here once more, since one of them would end the sequence and begin another.
enum ControlSequence {
    static let pasteOn = "\u{1B}[?2004h"
    static let pasteOff = "\u{1B}[?2004l"
    static let focusOn = "\u{1B}[?1004h"
    static let focusOff = "\u{1B}[?1004l"
    static let updateBegins = "\u{1B}[?2026h"
    static let updateEnds = "\u{1B}[?2026l"
    static let pushTitle = "\u{1B}[22;0t"
    static let popTitle = "\u{1B}[23;0t"
    static let bell = "\u{7}"
    /// Presses and the wheel, in reports that know more than 223 columns.
    static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
    static let cursorOn = "\u{1B}[?25h"
    /// Colours and attributes off.
    static let plain = "\u{1B}[0m"

    /// xterm and its kin take no longer ones, and a title isn't read further anyway. In characters.
    static let longestTitle = 200

    static func title(_ text: String) -> String {
        "\u{1B}]2;\(printable(text, limit: longestTitle))\u{7}"
    }

    /// The bytes of OSC 52 that every terminal takes: tmux and xterm stop at about 100,000 characters of
    /// base64, others at 75,000 bytes of text.
    static let longestClipboard = 74_994

    /// Nil when the text is longer than `longestClipboard` bytes.
    static func clipboard(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count <= longestClipboard else { return nil }
        return "\u{1B}]52;c;\(base64(bytes))\u{7}"
    }

    /// Text as a link. Only printable ASCII goes into an address, so that it can't end the sequence.
    static func link(_ url: String, _ text: String) -> String {
        let address = String(
            String.UnicodeScalarView(
                url.unicodeScalars.filter { (0x21...0x7E).contains($0.value) }.prefix(2000)))
        return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    static func notification(
        title: String, body: String, by way: TerminalTraits.NotificationProtocol
    ) -> String {
        let title = printable(title, limit: longestTitle)
        let body = printable(body, limit: 500)
        switch way {
        case .osc9:
            // `OSC 9 ; 4 ; ...` is ConEmu's progress bar, so the text must not begin like a number.
            let text = title.isEmpty ? body : "\(title): \(body)"
            let first = text.unicodeScalars.first
            let isDigit = first.map { ("0"..."9").contains($0) } ?? false
            return "\u{1B}]9;\(isDigit ? " " : "")\(text)\u{7}"
        case .osc777:
            // The semicolon divides the fields; only the last one may have some.
            let safeTitle = String(title.map { $0 == ";" ? "," : $0 })
            return "\u{1B}]777;notify;\(safeTitle);\(body)\u{7}"
        case .osc99:
            // d=0: more follows; p: which part; e=1: the payload is base64.
            let first = base64(Array(title.utf8))
            let second = base64(Array(body.utf8))
            return "\u{1B}]99;i=craftdesk:d=0:e=1;\(first)\u{1B}\\"
                + "\u{1B}]99;i=craftdesk:d=1:p=body:e=1;\(second)\u{1B}\\"
        }
    }

    /// In the envelope in which a multiplexer hands a sequence on to the terminal outside.
    static func wrapped(_ sequence: String, for multiplexer: TerminalTraits.Multiplexer) -> [UInt8] {
        let escape = UInt8(0x1B)
        let end = Array("\u{1B}\\".utf8)
        switch multiplexer {
        case .none:
            return Array(sequence.utf8)
        case .tmux:
            // tmux(1), allow-passthrough: each ESC inside is doubled.
            return Array("\u{1B}Ptmux;".utf8)
                + sequence.utf8.flatMap { $0 == escape ? [escape, escape] : [$0] } + end
        case .screen:
            // screen's DCS takes 768 bytes at most and ends at the first ST, so a long sequence goes in
            // parts, and a part ends after each ESC.
            var result: [UInt8] = []
            var length = 0
            for byte in sequence.utf8 {
                if length == 0 { result += Array("\u{1B}P".utf8) }
                result.append(byte)
                length += 1
                if length == 500 || byte == escape {
                    result += end
                    length = 0
                }
            }
            return length == 0 ? result : result + end
        }
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var value: UInt32 = 0
            for byte in group { value = value << 8 | UInt32(byte) }
            value <<= 8 * UInt32(3 - group.count)
            for place in 0..<4 {
                let digit = digits[Int(value >> UInt32(18 - 6 * place)) & 63]
                result.append(place <= group.count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Without C0, DEL and C1, and no longer than `limit` characters.
    private static func printable(_ text: String, limit: Int) -> String {
        let kept = text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        return String(String(String.UnicodeScalarView(kept)).prefix(limit))
    }
}
