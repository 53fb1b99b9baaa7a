/// A row of bars: how much happened, step by step. The highest bar is the most there was.
enum Sparkline {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let letters: [Character] = [".", ":", "-", "=", "+", "*", "%", "#"]

    /// One column for each number; nothing is a blank.
    static func text(_ counts: [Int], isUTF8: Bool) -> String {
        let signs = isUTF8 ? blocks : letters
        guard let most = counts.max(), most > 0 else { return String(repeating: " ", count: counts.count) }
        return String(
            counts.map { count in
                guard count > 0 else { return " " }
                let level = Int((Double(count) / Double(most) * Double(signs.count)).rounded(.up))
                return signs[min(max(level, 1), signs.count) - 1]
            })
    }
}
