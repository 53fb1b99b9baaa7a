// Texts end at a NUL in SQLite, in ncurses and in the arguments of a program: two ids that differ behind one would
// be the same entry. Where remote text becomes the feed's, a NUL becomes a sign that shows it.

extension IncomingEvent {
    /// Whether a NUL may come out of it: there is one, or its escape.
    var mayHaveNUL: Bool {
        name.utf8.contains(0) || channel.utf8.contains(0) || cursor?.utf8.contains(0) == true
            || Self.mayHaveNUL(data.bytes)
    }

    private static func mayHaveNUL(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var index = 0
            // Eight bytes at once, as long as none of them is a NUL or a backslash.
            while index + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if hasZero(word) || hasZero(word ^ 0x5C5C_5C5C_5C5C_5C5C) {
                    for place in index..<index + 8 where isNUL(bytes, place) { return true }
                }
                index += 8
            }
            return (index..<bytes.count).contains { isNUL(bytes, $0) }
        }
    }

    /// Whether a byte of the word is 0.
    private static func hasZero(_ word: UInt64) -> Bool {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
    }

    /// A NUL, or the backslash of its escape.
    private static func isNUL(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        guard bytes[place] != 0 else { return true }
        return bytes[place] == 0x5C && bytes[place...].prefix(6).elementsEqual("\\u0000".utf8)
    }
}

extension Notification {
    /// The entry with `␀` for each NUL of its texts.
    var withVisibleNUL: Notification {
        var entry = self
        entry.id = id.withVisibleNUL
        entry.name = name.withVisibleNUL
        entry.channel = channel.withVisibleNUL
        entry.project = project?.withVisibleNUL
        entry.task = task.map {
            TaskReference(
                id: $0.id.withVisibleNUL, key: $0.key?.withVisibleNUL, title: $0.title?.withVisibleNUL)
        }
        entry.actor = actor.map { Actor(id: $0.id?.withVisibleNUL, name: $0.name.withVisibleNUL) }
        entry.text = text.withVisibleNUL
        entry.excerpt = excerpt?.withVisibleNUL
        entry.url = url?.withVisibleNUL
        entry.cursor = cursor?.withVisibleNUL
        return entry
    }
}

extension String {
    fileprivate var withVisibleNUL: String {
        utf8.contains(0)
            ? String(decoding: utf8.flatMap { $0 == 0 ? Array("\u{2400}".utf8) : [$0] }, as: UTF8.self) : self
    }
}
