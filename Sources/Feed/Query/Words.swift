/// Text to look for, whatever its case and accents, from where a word begins: prepared once, so that a search
/// through a hundred thousand rows allocates nothing where they are ASCII.
public struct Words: Hashable, Sendable {
    /// The text as `Folding` has it.
    public let text: String
    private let bytes: [UInt8]
    private let isASCII: Bool
    /// Whether a word has to begin where the text is found.
    private let needsStart: Bool

    /// Words to look for.
    public init(_ text: String) {
        self.text = Folding.folded(text)
        bytes = Array(self.text.utf8)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
        needsStart =
            self.text.unicodeScalars.first.map {
                !Folding.isSeparator($0) && !Folding.hasNoBlanks($0)
            } ?? false
    }

    /// Whether a text has them.
    public func occur(in text: String) -> Bool {
        guard let first = bytes.first else { return true }
        var text = text
        let found = text.withUTF8 { haystack -> Bool? in
            // What isn't ASCII is folded first.
            guard Self.isASCII(haystack) else { return nil }
            guard isASCII, haystack.count >= bytes.count else { return false }
            return find(first, in: haystack)
        }
        return found ?? occur(inFolded: Folding.folded(text))
    }

    private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { return false }
            index += 8
        }
        return raw[index...].allSatisfy { $0 < 0x80 }
    }

    private func find(_ first: UInt8, in haystack: UnsafeBufferPointer<UInt8>) -> Bool {
        let alternative = (0x61...0x7A).contains(first) ? first ^ 0x20 : first
        return bytes.withUnsafeBufferPointer { needle in
            for start in 0...(haystack.count - needle.count)
            where haystack[start] == first || haystack[start] == alternative {
                if needsStart, start > 0, Folding.isLetterOrDigit(haystack[start - 1]) { continue }
                var length = 1
                while length < needle.count {
                    var byte = haystack[start + length]
                    if (0x41...0x5A).contains(byte) { byte |= 0x20 }
                    guard byte == needle[length] else { break }
                    length += 1
                }
                if length == needle.count { return true }
            }
            return false
        }
    }

    private func occur(inFolded text: String) -> Bool {
        let (haystack, needle) = (Array(text.unicodeScalars), Array(self.text.unicodeScalars))
        guard haystack.count >= needle.count else { return false }
        return (0...(haystack.count - needle.count)).contains { start in
            haystack[start] == needle[0] && haystack[start..<(start + needle.count)].elementsEqual(needle)
                && !(needsStart && start > 0 && !Folding.isSeparator(haystack[start - 1]))
        }
    }

    /// Whether one of a row's texts has them: its sentence, the comment, the task's key and title, the name
    /// of who did it.
    func occur(in notification: Notification) -> Bool {
        if occur(in: notification.text) { return true }
        if let excerpt = notification.excerpt, occur(in: excerpt) { return true }
        if let task = notification.task,
            task.key.map(occur(in:)) == true || task.title.map(occur(in:)) == true
        {
            return true
        }
        return notification.actor.map { occur(in: $0.name) } ?? false
    }
}
