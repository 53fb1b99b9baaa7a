/// Text to look for, whatever its case: prepared once, so that a search through a hundred thousand rows
/// allocates nothing where they are ASCII.
public struct Words: Hashable, Sendable {
    /// The text in lower case.
    public let text: String
    private let bytes: [UInt8]
    private let isASCII: Bool

    /// Words to look for.
    public init(_ text: String) {
        self.text = text.lowercased()
        bytes = Array(self.text.utf8)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
    }

    /// Whether a text has them.
    public func occur(in text: String) -> Bool {
        guard isASCII else { return text.lowercased().contains(self.text) }
        guard let first = bytes.first else { return true }
        let alternative = (0x61...0x7A).contains(first) ? first ^ 0x20 : first
        var text = text
        return text.withUTF8 { haystack in
            guard haystack.count >= bytes.count else { return false }
            return bytes.withUnsafeBufferPointer { needle in
                for start in 0...(haystack.count - needle.count)
                where haystack[start] == first || haystack[start] == alternative {
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
