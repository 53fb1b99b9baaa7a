import CNcurses
import Dispatch
import Glibc

/// A pseudo-terminal: the program under test holds the slave, the test plays the terminal at the master.
final class PseudoTerminal: @unchecked Sendable {
    let master: Int32
    let slave: Int32
    // The bytes and the descriptors' state are touched on this queue alone.
    private let queue = DispatchQueue(label: "terminal")
    private let source: any DispatchSourceRead
    private var written: [UInt8] = []
    private var isClosed = false

    init(width: Int = 80, height: Int = 24) throws {
        var (master, slave) = (Int32(-1), Int32(-1))
        guard openpty(&master, &slave, nil, nil, nil) == 0 else { throw SystemCallFailed(call: "openpty") }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        self.master = master
        self.slave = slave
        source = DispatchSource.makeReadSource(fileDescriptor: master, queue: queue)
        source.setEventHandler { [weak self] in self?.drain() }
        resize(width: width, height: height)
        source.activate()
    }

    deinit {
        // Nobody else holds it, and it may be the queue that lets go of it last.
        if !isClosed {
            source.cancel()
            Glibc.close(master)
        }
        Glibc.close(slave)
    }

    /// The terminal goes away, as when its window is closed or the connection is cut.
    func close() {
        queue.sync {
            if isClosed { return }
            isClosed = true
            source.cancel()
            Glibc.close(master)
        }
    }

    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !isClosed {
            let count = read(master, &buffer, buffer.count)
            if count <= 0 { return }
            written += buffer[..<count]
        }
    }

    func resize(width: Int, height: Int) {
        var size = winsize()
        size.ws_col = UInt16(width)
        size.ws_row = UInt16(height)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// What someone types.
    func type(_ text: String) { type(Array(text.utf8)) }

    func type(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) } }

    /// What the program has written since the last call: all of it, since a mark written after it has
    /// come through the line.
    func takeOutput() -> [UInt8] {
        let mark = Array("\u{18}so far\u{18}".utf8)
        _ = mark.withUnsafeBytes { write(slave, $0.baseAddress, $0.count) }
        while true {
            let taken: [UInt8]? = queue.sync {
                drain()
                guard written.suffix(mark.count) == mark[...] else { return nil }
                defer { written = [] }
                return written.dropLast(mark.count)
            }
            if let taken { return taken }
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            _ = poll(&ready, 1, 100)
        }
    }

    var modes: termios {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes
    }
}

struct SystemCallFailed: Error {
    var call: String
}

/// Whether two sets of modes are the same in all that a program can change.
func same(_ first: termios, _ second: termios) -> Bool {
    first.c_iflag == second.c_iflag && first.c_oflag == second.c_oflag && first.c_cflag == second.c_cflag
        && first.c_lflag == second.c_lflag
}
