import Foundation

/// Questions to a person at a terminal, or, without one, the next line of standard input.
struct Prompt {
    private let descriptor: Int32

    init(descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

    /// Whether a person can be asked.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// A line, shown as it is typed. Throws the status of an interruption.
    func ask(_ question: String) throws(Failure) -> String {
        if isTerminal { say("\(question): ") }
        return try line(echoes: true)
    }

    /// A line that is not shown: a password or a token.
    func askSecret(_ question: String) throws(Failure) -> String {
        guard isTerminal else { return try line(echoes: false) }
        say("\(question): ")
        var before = termios()
        guard tcgetattr(descriptor, &before) == 0 else { return try line(echoes: false) }
        var quiet = before
        // The interrupt key comes as a byte, so that the terminal is restored before the program ends.
        quiet.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
        tcsetattr(descriptor, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(descriptor, TCSAFLUSH, &before)
            say("\n")
        }
        return try keys()
    }

    /// Key by key, since nothing is shown: with the usual keys that take back.
    private func keys() throws(Failure) -> String {
        var bytes: [UInt8] = []
        while let byte = next() {
            switch byte {
            case 0x0A, 0x0D: return String(decoding: bytes, as: UTF8.self)
            case 0x03: throw Failure(.interrupted, "interrupted.")
            case 0x04 where bytes.isEmpty: throw Failure(.interrupted, "nothing was typed.")
            case 0x08, 0x7F:
                // A character may be several bytes.
                while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
            case 0x15: bytes = []
            case 0x00..<0x20: break
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func line(echoes: Bool) throws(Failure) -> String {
        var bytes: [UInt8] = []
        var isAtEnd = true
        while let byte = next() {
            isAtEnd = false
            if byte == 0x0A { break }
            bytes.append(byte)
            guard bytes.count < 65_536 else { break }
        }
        if isAtEnd { throw Failure(.badData, "standard input ended where an answer was expected.") }
        if bytes.last == 0x0D { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func next() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count == 1 { return byte }
            if count < 0, errno == EINTR { continue }
            return nil
        }
    }

    private func say(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
