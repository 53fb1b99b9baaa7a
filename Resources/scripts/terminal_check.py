"""The work of terminal-check: runs the demo in a pseudo-terminal whose other end is pyte."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time

import pyte


class Terminal:
    """A program in a pseudo-terminal, shown by pyte."""

    def __init__(self, program, columns, rows, variables, arguments):
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = 0
        self.held = b""
        scratch = tempfile.mkdtemp()
        self.frame_file = os.path.join(scratch, "frame")
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environment = {
                "PATH": os.environ["PATH"], "HOME": scratch, "XDG_STATE_HOME": scratch,
                "CRAFTDESK_FRAME_FILE": self.frame_file, **variables,
            }
            os.execve(program, [program, "demo", *arguments], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def run(self, seconds):
        """Shows what comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                try:
                    data = os.read(self.fd, 65536)
                except OSError:
                    return
                self.bytes += len(data)
                self.stream.feed(self.known(data))

    def known(self, data):
        """What pyte knows: without the questions, of which it would print a part; with characters written
        out that the terminal is told to repeat (REP, ECMA-48 8.3.103); and with rows inserted or fed where
        the terminal is told to scroll (SD, SU), which ncurses does from the first or the last row of the part
        that scrolls."""
        data = self.held + data
        cut = re.search(rb"(?:[\x00-\x7f]|[\xc2-\xf4][\x80-\xbf]+)?\x1b(?:\[[0-9;?>$]*)?$", data)
        end = cut.start() if cut else len(data)
        data, self.held = data[:end], data[end:]
        data = data.replace(b"\x1b[>q", b"").replace(b"\x1b[?2026$p", b"")
        data = re.sub(rb"\x1b\[(\d*)T", lambda found: b"\x1b[" + found[1] + b"L", data)
        data = re.sub(rb"\x1b\[(\d*)S", lambda found: b"\n" * int(found[1] or 1), data)
        return re.sub(
            rb"([\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]+)\x1b\[(\d+)b",
            lambda found: found[1] * (int(found[2]) + 1), data)

    def shown(self):
        return [line.rstrip() for line in self.screen.display]

    def meant(self):
        with open(self.frame_file, encoding="utf-8") as file:
            return file.read().split("\n")[: self.rows]

    def difference(self):
        """The first row in which they differ, once nothing more comes; None where they don't."""
        found = None
        for _ in range(100):
            self.run(0.2)
            try:
                pairs = list(zip(self.shown(), self.meant()))
            except OSError:
                continue
            found = next((pair for pair in pairs if pair[0] != pair[1].rstrip()), None)
            if found is None and len(pairs) == self.rows:
                return None
        return found or ("nothing", "nothing")

    def end(self):
        os.write(self.fd, b"\x1b\x1bq")
        self.run(1)
        os.kill(self.pid, signal.SIGTERM)
        self.run(1)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def main():
    program = sys.argv[1]
    failures = 0
    sizes = [(40, 8), (60, 12), (80, 24), (160, 48)]
    kinds = [("xterm-256color", "C.UTF-8"), ("tmux-256color", "C.UTF-8"), ("linux", "C.UTF-8"), ("vt220", "C")]
    for columns, rows in sizes:
        for kind, locale in kinds:
            terminal = Terminal(
                program, columns, rows, {"TERM": kind, "LC_ALL": locale}, ["--seed", "5", "--speed", "3"])
            terminal.run(4)
            for keys in [b"", b"j", b"?", b"\x1b", b"\r", b"\x1b", b"G", b"w", b"w"]:
                os.write(terminal.fd, keys)
                wrong = terminal.difference()
                if wrong:
                    failures += 1
                    print(f"{columns}x{rows} {kind} after {keys!r}:\n  shown {wrong[0]!r}\n  meant {wrong[1]!r}")
            terminal.end()
    # The cost of events: a quiet list at 80x24 on which they arrive.
    terminal = Terminal(
        program, 80, 24, {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}, ["--seed", "5", "--speed", "5"])
    terminal.run(5)
    costs = []
    before = None
    for _ in range(150):
        terminal.bytes = 0
        terminal.run(0.1)
        if before is not None and terminal.bytes:
            costs.append(terminal.bytes)
        before = True
    terminal.end()
    costs.sort()
    if costs:
        print(f"bytes for each burst at 80x24: median {costs[len(costs) // 2]}, most {costs[-1]}, {len(costs)} bursts")
        failures += costs[-1] > 2048
    print("as meant" if not failures else f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
