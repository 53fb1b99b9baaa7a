/// A key as the terminal tells it.
public enum KeyPress: Hashable, Sendable {
    /// A letter, digit or sign.
    case character(Character)
    /// Control and a lower-case letter.
    case control(Character)
    case enter, escape, tab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown, insert
    /// Shift and Tab.
    case backTab
    /// F1 to F12.
    case function(Int)

    /// The name in the configuration, the help and the manual: `j`, `C-g`, `Enter`.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let letter): "C-\(letter)"
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .insert: "Insert"
        case .backTab: "S-Tab"
        case .function(let number): "F\(number)"
        }
    }

    private static let named: [KeyPress] =
        [
            .enter, .escape, .tab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown, .insert, .backTab, .character(" "),
        ] + (1...12).map(KeyPress.function)

    /// A key by its name; nil for what is no key.
    public init?(name: String) {
        if let key = Self.named.first(where: { $0.name.lowercased() == name.lowercased() }) {
            self = key
        } else if name.count == 3, name.hasPrefix("C-"), let letter = name.last, letter.isASCII,
            letter.isLetter || letter == "\\"
        {
            self = .control(Character(letter.lowercased()))
        } else if name.count == 1, let character = name.first,
            character.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        {
            self = .character(character)
        } else {
            return nil
        }
    }
}
