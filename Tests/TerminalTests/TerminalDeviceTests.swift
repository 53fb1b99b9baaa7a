import CNcurses
import Glibc
import Testing

@testable import Terminal

@Suite struct TerminalDeviceTests {
    private func device(_ line: PseudoTerminal) -> TerminalDevice {
        TerminalDevice(input: line.slave, output: line.slave)
    }

    @Test func itsSizeIsTheKernels() throws {
        let line = try PseudoTerminal(width: 132, height: 43)
        #expect(device(line).size.map { [$0.width, $0.height] } == [132, 43])
        line.resize(width: 0, height: 0)
        #expect(device(line).size == nil)
        #expect(TerminalDevice(input: -1, output: -1).size == nil)
    }

    @Test func allOfItIsWritten() throws {
        let line = try PseudoTerminal()
        // The line's other end would add carriage returns.
        var modes = line.modes
        modes.c_oflag = 0
        device(line).setModes(modes)
        let text = String(repeating: "0123456789", count: 20_000)
        device(line).write(text)
        #expect(String(decoding: line.takeOutput(), as: UTF8.self) == text)
    }

    @Test func aLineThatIsFullIsWaitedFor() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        let size = 300_000
        let writer = ThreadResult {
            TerminalDevice(input: -1, output: writeEnd).write(Array(repeating: 7, count: size))
        }
        var (read, buffer) = (0, [UInt8](repeating: 0, count: 4096))
        while read < size {
            let count = Glibc.read(readEnd, &buffer, buffer.count)
            guard count > 0 else { break }
            read += count
        }
        writer.wait()
        #expect(read == size)
        close(readEnd)
        close(writeEnd)
    }

    @Test func aLostLineTakesNothingAndNobodyWaits() {
        TerminalDevice(input: -1, output: -1).write("gone")
        #expect(TerminalDevice(input: -1, output: -1).modes == nil)
    }

    @Test func modesAreGivenBack() throws {
        let line = try PseudoTerminal()
        let device = device(line)
        let before = try #require(device.modes)
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        device.setModes(raw)
        #expect(!same(line.modes, before))
        device.setModes(before)
        #expect(same(line.modes, before))
        // It is nobody's controlling terminal, so nobody else can have it.
        #expect(device.isInForeground)
    }
}
