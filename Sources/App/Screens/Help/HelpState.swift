/// The keys, those for what is selected first.
struct HelpState: Equatable, Sendable {
    /// Rows above the first shown.
    var scroll = 0
}
