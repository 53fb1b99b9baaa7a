/// The rows in the order of their positions, in pieces small enough that a row which moves from anywhere to
/// the newest end moves little memory.
struct RowOrder: Sendable {
    struct Key: Sendable {
        var position: Timeline.Position
        var group: Int
    }

    private static let largestPiece = 128

    /// No piece is empty; positions rise through a piece and from piece to piece.
    private var pieces: [[Key]] = []
    private(set) var count = 0

    init() {}

    /// Keys that are in order already.
    init(_ keys: [Key]) {
        count = keys.count
        let size = Self.largestPiece / 2
        pieces = stride(from: 0, to: keys.count, by: size).map {
            Array(keys[$0..<min($0 + size, keys.count)])
        }
    }

    /// Puts a key in its place. Positions are unique.
    mutating func insert(_ key: Key) {
        count += 1
        guard let last = pieces.last?.last else {
            pieces.append([key])
            return
        }
        let isNewest = last.position < key.position
        let piece = isNewest ? pieces.count - 1 : self.piece(of: key.position)
        if pieces[piece].count < Self.largestPiece {
            let place = isNewest ? pieces[piece].count : self.place(of: key.position, in: piece)
            pieces[piece].insert(key, at: place)
        } else if isNewest {
            pieces.append([key])
        } else {
            let half = Self.largestPiece / 2
            pieces.insert(Array(pieces[piece][half...]), at: piece + 1)
            pieces[piece].removeSubrange(half...)
            count -= 1
            insert(key)
        }
    }

    /// Puts a group's key in another place.
    mutating func move(_ group: Int, from old: Timeline.Position, to new: Timeline.Position) {
        // Often it is the newest already.
        if let last = pieces.last?.last, last.position == old, old < new {
            pieces[pieces.count - 1][pieces[pieces.count - 1].count - 1].position = new
            return
        }
        remove(old)
        insert(Key(position: new, group: group))
    }

    mutating func remove(_ position: Timeline.Position) {
        guard !pieces.isEmpty else { return }
        let piece = piece(of: position)
        let place = place(of: position, in: piece)
        guard place < pieces[piece].count, pieces[piece][place].position == position else { return }
        pieces[piece].remove(at: place)
        if pieces[piece].isEmpty { pieces.remove(at: piece) }
        count -= 1
    }

    /// The group of a row, 0 being the newest; nil beyond the ends.
    func group(atRow row: Int) -> Int? {
        guard row >= 0, row < count else { return nil }
        var rest = row
        for piece in pieces.reversed() {
            if rest < piece.count { return piece[piece.count - 1 - rest].group }
            rest -= piece.count
        }
        return nil
    }

    /// The row of a position, 0 being the newest; nil when none stands there.
    func row(of position: Timeline.Position) -> Int? {
        guard !pieces.isEmpty else { return nil }
        let piece = piece(of: position)
        let place = place(of: position, in: piece)
        guard place < pieces[piece].count, pieces[piece][place].position == position else { return nil }
        return pieces[(piece + 1)...].reduce(pieces[piece].count - 1 - place) { $0 + $1.count }
    }

    /// The first row from `row` on, further down (older) or up, whose group fits; nil when there is none.
    func firstRow(from row: Int, down: Bool, where fits: (Int) -> Bool) -> Int? {
        if down {
            var start = 0
            for piece in pieces.reversed() {
                let rows = start..<start + piece.count
                for candidate in rows.clamped(to: max(0, row)..<max(0, row, count))
                where fits(piece[rows.upperBound - 1 - candidate].group) {
                    return candidate
                }
                start = rows.upperBound
            }
        } else {
            var end = count
            for piece in pieces {
                let rows = end - piece.count..<end
                for candidate in rows.clamped(to: 0..<max(0, row + 1)).reversed()
                where fits(piece[rows.upperBound - 1 - candidate].group) {
                    return candidate
                }
                end = rows.lowerBound
            }
        }
        return nil
    }

    /// The last piece that doesn't begin after the position.
    private func piece(of position: Timeline.Position) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if position < pieces[middle][0].position { high = middle } else { low = middle + 1 }
        }
        return max(0, low - 1)
    }

    /// The first key of a piece that isn't before the position.
    private func place(of position: Timeline.Position, in piece: Int) -> Int {
        let keys = pieces[piece]
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
