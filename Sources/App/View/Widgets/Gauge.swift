import Screen

/// How full something is.
enum Gauge {
    /// A bar of so many columns with the percentage behind it.
    /// - Parameter fraction: from 0 to 1; what is beyond shows as full.
    static func line(_ fraction: Double, width: Int, isUTF8: Bool) -> Line {
        let known = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        let filled = Int((known * Double(max(0, width))).rounded())
        // 0.29 times 100 is a little less than 29.
        let percentage = fraction.isFinite ? Int(min(max(fraction, 0), 99) * 100 + 1e-6) : 0
        return Line([
            .init(
                text: String(repeating: isUTF8 ? "█" : "#", count: filled),
                style: Style(fraction >= 0.9 ? .fullGauge : .gauge)),
            .init(
                text: String(repeating: isUTF8 ? "░" : ".", count: max(0, width - filled)),
                style: Style(.weak)),
            .init(text: " \(percentage)%", style: .plain),
        ])
    }

    /// Work that goes on, without a known end: a piece that wanders.
    static func wandering(step: Int64, width: Int, isUTF8: Bool) -> Line {
        guard width > 4 else { return Line() }
        let place = Int(step % Int64(width - 3))
        let before = String(repeating: isUTF8 ? "░" : ".", count: max(0, place))
        let after = String(repeating: isUTF8 ? "░" : ".", count: max(0, width - place - 3))
        return Line([
            .init(text: before, style: Style(.weak)),
            .init(text: String(repeating: isUTF8 ? "█" : "#", count: 3), style: Style(.gauge)),
            .init(text: after, style: Style(.weak)),
        ])
    }
}
