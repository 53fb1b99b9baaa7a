/// Finding by a few letters: they occur in this order, and the closer together and the nearer to the
/// beginnings of words, the better.
public enum Fuzzy {
    /// How well a text fits, more being better; nil when it doesn't. An empty pattern fits everything.
    public static func score(_ pattern: String, _ text: String) -> Int? {
        let wanted = Array(pattern.lowercased())
        guard !wanted.isEmpty else { return 0 }
        let letters = Array(text.lowercased().prefix(200))
        // A whole word or its beginning is what people mean, wherever single letters would fit as well.
        if letters.starts(with: wanted) { return 1000 - letters.count + wanted.count }
        var best: Int?
        for start in letters.indices where letters[start] == wanted[0] {
            guard let score = score(wanted, letters, from: start) else { break }
            best = max(best ?? score, score)
        }
        return best
    }

    private static func score(_ wanted: [Character], _ letters: [Character], from start: Int) -> Int? {
        var score = 0
        var next = 0
        var previous = start - 1
        for index in start..<letters.count where next < wanted.count && letters[index] == wanted[next] {
            let isWordStart = index == 0 || !(letters[index - 1].isLetter || letters[index - 1].isNumber)
            score += index == previous + 1 && next > 0 ? 8 : isWordStart ? 10 : 1
            score -= next > 0 ? min(index - previous - 1, 5) : 0
            previous = index
            next += 1
        }
        return next == wanted.count ? score : nil
    }

    /// Those that fit, the best first; equals stay in their order. An empty pattern keeps all of them.
    public static func ranked<Item>(_ items: [Item], by pattern: String, _ text: (Item) -> String) -> [Item] {
        guard !pattern.isEmpty else { return items }
        var found: [(score: Int, item: Item)] = []
        for item in items {
            if let score = score(pattern, text(item)) { found.append((score, item)) }
        }
        // The sort is stable.
        return found.sorted { $0.score > $1.score }.map(\.item)
    }
}
