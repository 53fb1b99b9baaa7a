/// Entries that the burst limit has held back, for "why did I get this". A storm is told of for as long as the newest of
/// it matter, not for ever.
struct HeldInBursts: Equatable, Sendable {
    /// Entries remembered at least.
    static let limit = 1000

    private var ids: [String] = []

    mutating func add(_ id: String) {
        if ids.count == 2 * Self.limit { ids.removeFirst(Self.limit) }
        ids.append(id)
    }

    func contains(_ id: String) -> Bool { ids.contains(id) }
}
