internal import Screen

/// What the bytes of a terminal say.
enum DecodedInput: Equatable {
    case key(KeyPress)
    case mouse(MouseEvent)
    /// Text that was pasted, unsanitised.
    case pasted(String)
    /// The window has got the focus, or lost it.
    case focused(Bool)
    /// The terminal's answer to a question of ours.
    case answer(TerminalAnswer)
}

/// Takes a terminal's bytes apart (ECMA-48; xterm's ctlseqs): keys, the mouse, pastes, focus and answers.
/// Pure: bytes come in as they are read, split anywhere; the caller keeps the time. Whatever a terminal
/// sends, nothing of a sequence is taken for keys, and no sequence is kept for ever.
struct InputDecoder {
    /// Bytes of a sequence after which it is none.
    static let longestSequence = 4096
    /// Bytes of a paste that are kept; the rest is dropped.
    static let longestPaste = 1 << 20

    private var waiting: [UInt8] = []
    private var paste: [UInt8]?
    private let isUTF8: Bool
    private let sequences: [[UInt8]: KeyPress]
    private let longestKey: Int

    /// - Parameters:
    ///   - sequences: those of the terminal's own terminfo entry, where they differ from everyone's.
    ///   - isUTF8: whether bytes beyond ASCII are UTF-8; else they are dropped.
    init(isUTF8: Bool, sequences: [[UInt8]: KeyPress] = [:]) {
        self.isUTF8 = isUTF8
        self.sequences = sequences.filter { $0.key.count > 1 && $0.key.first == 0x1B }
        longestKey = self.sequences.keys.map(\.count).max() ?? 0
    }

    /// Milliseconds to wait for more before `timeOut`; nil when nothing is begun. A lone ESC is a key soon;
    /// what has begun as a sequence may be on its way over a slow line.
    var patience: Int? {
        if paste != nil { return 3000 }
        return waiting.isEmpty ? nil : waiting.count == 1 ? 50 : 500
    }

    /// Takes bytes in and gives what is complete.
    mutating func receive(_ bytes: some Sequence<UInt8>) -> [DecodedInput] {
        waiting += bytes
        var decoded: [DecodedInput] = []
        while !waiting.isEmpty {
            let before = waiting.count
            guard let taken = step(&decoded) else { break }
            waiting.removeFirst(min(max(taken, 1), before))
        }
        return decoded
    }

    /// Nothing more came: a lone ESC is the key, a paste ends, anything else was none of ours.
    mutating func timeOut() -> [DecodedInput] {
        let rest = waiting
        waiting = []
        if let text = paste {
            paste = nil
            return [.pasted(String(decoding: text + rest, as: UTF8.self))]
        }
        guard rest.first == 0x1B else { return [] }
        if rest.count == 1 { return [.key(.escape)] }
        // ESC and a letter that could have begun a sequence.
        if rest.count == 2, let key = Self.control(rest[1]) ?? Self.letter(rest[1]) {
            return [.key(.escape), .key(key)]
        }
        return []
    }

    /// Decodes what `waiting` begins with.
    /// - Returns: the bytes it took; nil to wait for more.
    private mutating func step(_ decoded: inout [DecodedInput]) -> Int? {
        if paste != nil { return stepInPaste(&decoded) }
        let first = waiting[0]
        if first == 0x1B { return escape(&decoded) }
        if let key = Self.control(first) {
            decoded.append(.key(key))
            return 1
        }
        if let key = Self.letter(first) {
            decoded.append(.key(key))
            return 1
        }
        return beyondASCII(&decoded)
    }

    private mutating func beyondASCII(_ decoded: inout [DecodedInput]) -> Int? {
        let first = waiting[0]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard isUTF8, (0xC2...0xF4).contains(first) else { return 1 }
        let bytes = waiting.prefix(length)
        if let wrong = bytes.dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) { return wrong }
        guard bytes.count == length else { return nil }
        if let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first, scalar.value >= 0xA0 {
            decoded.append(.key(.character(Character(scalar))))
        }
        return length
    }

    // MARK: Sequences

    private mutating func escape(_ decoded: inout [DecodedInput]) -> Int? {
        guard waiting.count > 1 else { return nil }
        if longestKey > 0 {
            for length in stride(from: min(longestKey, waiting.count), to: 1, by: -1) {
                if let key = sequences[Array(waiting.prefix(length))] {
                    decoded.append(.key(key))
                    return length
                }
            }
        }
        switch waiting[1] {
        case UInt8(ascii: "["): return controlSequence(&decoded)
        case UInt8(ascii: "O"):
            guard waiting.count > 2 else { return nil }
            if let key = KeySequences.final(waiting[2]) { decoded.append(.key(key)) }
            return 3
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            return string(&decoded)
        default:
            // Alt and a key come as ESC and the key; so do both when they are typed fast.
            decoded.append(.key(.escape))
            return 1
        }
    }

    /// CSI: parameters, intermediates, a final byte.
    private mutating func controlSequence(_ decoded: inout [DecodedInput]) -> Int? {
        // The Linux console's F1 to F5.
        if waiting.count > 2, waiting[2] == UInt8(ascii: "[") {
            guard waiting.count > 3 else { return nil }
            if (0x41...0x45).contains(waiting[3]) { decoded.append(.key(.function(Int(waiting[3]) - 0x40))) }
            return 4
        }
        guard let end = waiting.indices.dropFirst(2).first(where: { !(0x20...0x3F).contains(waiting[$0]) })
        else {
            return waiting.count > Self.longestSequence ? waiting.count : nil
        }
        // Anything but a final byte: the sequence was cut off, what comes is something else.
        guard (0x40...0x7E).contains(waiting[end]) else { return end }
        let body = waiting[2..<end]
        let final = waiting[end]
        // The mouse of terminals from before SGR reports: three bytes follow.
        if final == UInt8(ascii: "M"), body.isEmpty { return waiting.count < 6 ? nil : 6 }
        if final == UInt8(ascii: "~"), body.elementsEqual("200".utf8) {
            paste = []
        } else if let found = KeySequences.decode(parameters: body, final: final) {
            decoded.append(found)
        }
        return end + 1
    }

    /// OSC, DCS and their like: text to BEL or ESC \.
    private mutating func string(_ decoded: inout [DecodedInput]) -> Int? {
        var index = 2
        while index < waiting.count {
            switch waiting[index] {
            case 0x07:
                finish(waiting[1], waiting[2..<index], &decoded)
                return index + 1
            case 0x1B:
                guard index + 1 < waiting.count else { return nil }
                if waiting[index + 1] == UInt8(ascii: "\\") {
                    finish(waiting[1], waiting[2..<index], &decoded)
                    return index + 2
                }
                return index
            case 0x18, 0x1A: return index + 1
            default: index += 1
            }
        }
        return waiting.count > Self.longestSequence ? waiting.count : nil
    }

    private func finish(_ kind: UInt8, _ body: ArraySlice<UInt8>, _ decoded: inout [DecodedInput]) {
        guard body.count <= Self.longestSequence else { return }
        if let answer = TerminalAnswer(kind: kind, body: body) { decoded.append(.answer(answer)) }
    }

    // MARK: Pastes

    private mutating func stepInPaste(_ decoded: inout [DecodedInput]) -> Int? {
        let end = Array("\u{1B}[201~".utf8)
        var index = 0
        while index < waiting.count {
            if waiting[index] == end[0] {
                let tail = waiting[index...].prefix(end.count)
                if tail.elementsEqual(end) {
                    keep(waiting[..<index])
                    decoded.append(.pasted(String(decoding: paste ?? [], as: UTF8.self)))
                    paste = nil
                    return index + end.count
                }
                // The beginning of the end, perhaps.
                if end.starts(with: tail) { break }
            }
            index += 1
        }
        guard index > 0 else { return nil }
        keep(waiting[..<index])
        return index
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let room = Self.longestPaste - (paste?.count ?? 0)
        paste?.append(contentsOf: bytes.prefix(max(0, room)))
    }

    // MARK: Single bytes

    private static func letter(_ byte: UInt8) -> KeyPress? {
        (0x20..<0x7F).contains(byte) ? .character(Character(Unicode.Scalar(byte))) : nil
    }

    private static func control(_ byte: UInt8) -> KeyPress? {
        switch byte {
        case 0x09: .tab
        case 0x0D: .enter
        case 0x08, 0x7F: .backspace
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: nil
        }
    }
}
