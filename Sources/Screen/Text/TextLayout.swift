/// Cutting and wrapping of sanitised text by columns.
public enum TextLayout {
    /// The text, or as much of it as fits with an ellipsis at its end.
    public static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
        guard DisplayWidth.of(text) > columns else { return text }
        let room = columns - DisplayWidth.of(ellipsis)
        guard room >= 0 else { return "" }
        var used = 0
        var output = ""
        for character in text {
            used += DisplayWidth.of(character)
            if used > room { break }
            output.append(character)
        }
        return output + ellipsis
    }

    /// The text in rows of at most so many columns, broken at blanks where there are any.
    public static func wrapped(_ text: String, to columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let width = DisplayWidth.of(word)
            if used > 0, used + 1 + width > columns {
                lines.append(line)
                line = ""
                used = 0
            }
            if used > 0 {
                line += " "
                used += 1
            }
            if width <= columns {
                line += word
                used += width
                continue
            }
            for character in word {
                // A cluster of several letters that is wider than the row is told letter by letter.
                let parts =
                    DisplayWidth.of(character) > columns
                    ? character.unicodeScalars.map { String($0) } : [String(character)]
                for part in parts {
                    let columnsOfIt = DisplayWidth.of(part)
                    guard columnsOfIt <= columns else { continue }
                    if used + columnsOfIt > columns {
                        lines.append(line)
                        line = ""
                        used = 0
                    }
                    line.append(part)
                    used += columnsOfIt
                }
            }
        }
        lines.append(line)
        return lines
    }
}
