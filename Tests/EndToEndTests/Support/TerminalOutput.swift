/// What a program has sent to its terminal, taken apart: letters, control sequences, commands (OSC) and what
/// should never be there.
struct TerminalOutput {
    /// Everything outside of sequences.
    var letters = ""
    /// CSI and short escape sequences, without the escape.
    var sequences: [String] = []
    /// The bodies of OSC strings, without the number.
    var commands: [String] = []
    /// Sequences that this program has no use for.
    var strangers: [String] = []

    /// Title, links, background's question, clipboard, notification.
    private static let knownCommands: Set<String> = ["2", "8", "11", "52", "777"]
    /// Final bytes of what ncurses and the program itself send: moving, erasing, inserting, scrolling, looks
    /// and modes; the title's stack, and the questions at the start.
    private static let knownFinals: Set<Unicode.Scalar> = [
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "Z", "J", "K", "X", "L", "M", "P", "@", "S", "T", "b",
        "d",
        "m", "h", "l", "r", "t", "c", "q", "p",
    ]

    init(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\u{1B}" else {
                letters.unicodeScalars.append(scalar)
                continue
            }
            guard let kind = rest.popFirst() else { break }
            switch kind {
            case "[": readControl(&rest)
            case "]": readCommand(&rest)
            case "(", ")": sequences.append("\(kind)\(rest.popFirst() ?? " ")")
            case "7", "8", "=", ">", "M": sequences.append(String(Character(kind)))
            default: strangers.append("ESC \(Character(kind).debugDescription)")
            }
        }
    }

    private mutating func readControl(_ rest: inout Substring.UnicodeScalarView) {
        var body = "["
        while let scalar = rest.popFirst() {
            body.unicodeScalars.append(scalar)
            if (0x40...0x7E).contains(scalar.value) {
                if !Self.knownFinals.contains(scalar) { strangers.append(body) }
                break
            }
        }
        sequences.append(body)
    }

    private mutating func readCommand(_ rest: inout Substring.UnicodeScalarView) {
        var body = ""
        while let scalar = rest.popFirst() {
            if scalar == "\u{7}" { break }
            if scalar == "\u{1B}" {
                if rest.popFirst() != "\\" { strangers.append("an OSC cut short: \(body)") }
                break
            }
            body.unicodeScalars.append(scalar)
        }
        let number = body.prefix { $0 != ";" }
        if !Self.knownCommands.contains(String(number)) { strangers.append("OSC \(body)") }
        commands.append(String(body.dropFirst(number.count + 1)))
    }
}
