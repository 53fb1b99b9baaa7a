/// What stands in one place of the screen: a spacing character and the marks on it.
public struct Glyph: Hashable, Sendable {
    /// The scalars a terminal is sent.
    public var text: String
    /// 1 or 2.
    public var columns: Int
}

/// The glyphs of sanitised text, in columns that every terminal agrees on. What they disagree on is taken
/// out here, at the last moment, so that the clipboard and the JSON lines still have it:
///
/// - of emoji that are joined (U+200D) the first is shown: terminals make two columns or four of a pair;
/// - skin tones and the selectors of an emoji's presentation (U+FE0E, U+FE0F) aren't sent: they widen a
///   character in some terminals, in others not;
/// - flags are shown by the letters they are made of.
public struct Glyphs: Sequence, IteratorProtocol {
    private var rest: String.UnicodeScalarView.SubSequence
    private var isAfterEmoji = false

    /// Of a grapheme.
    public init(_ character: Character) { rest = character.unicodeScalars[...] }

    /// Of a text.
    public init(_ text: some StringProtocol) { rest = String(text).unicodeScalars[...] }

    public mutating func next() -> Glyph? {
        var text = String.UnicodeScalarView()
        var columns = 0
        while let scalar = rest.first {
            if isAfterEmoji, (0x1F3FB...0x1F3FF).contains(scalar.value) {
                rest.removeFirst()
                continue
            }
            if isAfterEmoji, scalar.value == 0x200D {
                rest.removeFirst()
                if rest.first.map(Self.isEmoji) == true { rest.removeFirst() }
                continue
            }
            if scalar.value == 0xFE0E || scalar.value == 0xFE0F {
                rest.removeFirst()
                continue
            }
            let width = DisplayWidth.of(scalar)
            if width > 0, columns > 0 { break }
            rest.removeFirst()
            // A mark without anything to stand on has no place of its own.
            guard width > 0 || columns > 0 else { continue }
            if width > 0 {
                columns = width
                isAfterEmoji = Self.isEmoji(scalar)
            }
            text.append(Self.letter(ofFlag: scalar) ?? scalar)
        }
        return columns > 0 ? Glyph(text: String(text), columns: columns) : nil
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xFF && scalar.properties.isEmoji
    }

    /// A regional indicator is a letter of a country's code.
    private static func letter(ofFlag scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
        return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41)
    }
}
