/// An entry with its row, its task and the thread.
struct DetailState: Equatable, Sendable {
    /// The entry that was opened.
    var entry: String
    /// Rows above the first shown.
    var scroll = 0
}
