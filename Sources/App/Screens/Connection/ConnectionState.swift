/// How the connection is.
struct ConnectionState: Equatable, Sendable {
    /// Rows above the first shown.
    var scroll = 0
}
