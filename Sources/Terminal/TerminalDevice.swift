internal import CNcurses
internal import Glibc

/// The two ends of a terminal's line: file descriptors, their modes and the size of the window.
struct TerminalDevice {
    let input: Int32
    let output: Int32

    /// Writes all of it, however long the terminal makes it wait; what a lost terminal can't take is gone.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
            } else if errno != EINTR {
                return
            }
        }
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    /// Columns and rows as the kernel knows them; nil where it doesn't, as on a serial line.
    var size: (width: Int, height: Int)? {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    var modes: termios? {
        var modes = termios()
        return tcgetattr(output, &modes) == 0 ? modes : nil
    }

    func setModes(_ modes: termios) {
        var modes = modes
        while tcsetattr(output, TCSADRAIN, &modes) != 0, errno == EINTR {}
    }

    /// Whether the terminal is this job's now, and not the shell's.
    var isInForeground: Bool {
        let group = tcgetpgrp(output)
        // Not a controlling terminal (a test's): nobody else can have it.
        return group < 0 || group == getpgrp()
    }
}
