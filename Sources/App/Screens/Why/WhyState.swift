/// Which rules decided about an entry.
struct WhyState: Equatable, Sendable {
    var entry: String
    /// Rows above the first shown.
    var scroll = 0
}
