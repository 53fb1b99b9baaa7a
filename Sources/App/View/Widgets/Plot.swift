/// Numbers over time as columns.
enum Plot {
    private static let blocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// Rows from the top; the newest number is at the right edge. The highest column is as high as the plot.
    static func rows(_ values: [Int], width: Int, height: Int, isUTF8: Bool) -> [String] {
        guard width > 0, height > 0 else { return [] }
        let shown = values.suffix(width)
        let most = max(1, shown.max() ?? 1)
        let steps = isUTF8 ? 8 : 1
        let heights = shown.map { value -> Int in
            guard value > 0 else { return 0 }
            return max(1, Int((Double(value) / Double(most) * Double(height * steps)).rounded()))
        }
        return (0..<height).map { row in
            let floor = (height - 1 - row) * steps
            let columns = heights.map { high -> Character in
                let part = min(max(high - floor, 0), steps)
                return isUTF8 ? blocks[part] : part > 0 ? "#" : " "
            }
            return String(repeating: " ", count: width - shown.count) + String(columns)
        }
    }
}
