import Screen
import Testing

@testable import Terminal

extension TerminalSuite {
    /// What of a picture goes to ncurses, and the links beside it.
    @Suite @MainActor struct CellPainterTests {
        private func withPainter(
            isUTF8: Bool = true, _ work: (inout CellPainter) throws -> Void
        ) throws {
            let line = try PseudoTerminal(width: 40, height: 6)
            line.type("\u{1B}[?62c")
            // ncurses is there while a terminal is open.
            let terminal = try CursesTerminal(
                environment: ["TERM": "tmux-256color", "LC_ALL": isUTF8 ? "C.UTF-8" : "C"],
                options: TerminalOptions(), input: line.slave, output: line.slave)
            defer { terminal.close() }
            var painter = CellPainter(palette: Palette(theme: .dark, depth: .palette), isUTF8: isUTF8)
            try work(&painter)
        }

        private func picture(_ rows: [String], width: Int = 40) -> CellBuffer {
            var buffer = CellBuffer(width: width, height: 6)
            for (y, row) in rows.enumerated() { buffer.draw(row, in: buffer.bounds.row(y)) }
            return buffer
        }

        @Test func onlyRowsThatChangedAreTouched() throws {
            try withPainter { painter in
                #expect(painter.put(picture(["a", "b"])) == [0, 1, 2, 3, 4, 5])
                #expect(painter.put(picture(["a", "b"])) == [])
                #expect(painter.put(picture(["a", "c"])) == [1])
                #expect(painter.put(picture(["", "c", "日本"])) == [0, 2])
                painter.forget()
                #expect(painter.put(picture(["", "c", "日本"])).count == 6)
            }
        }

        @Test func anotherSizeIsAnotherPicture() throws {
            try withPainter { painter in
                _ = painter.put(picture(["a"]))
                #expect(painter.put(picture(["a"], width: 39)).count == 6)
                // More than the window has is left out.
                #expect(painter.put(picture(["日日日日日日日日日日日日日日日日日日日日日"], width: 45)).count == 6)
            }
        }

        @Test func aLinkIsSentWhenItsRowChangesAndWhenItGoes() throws {
            try withPainter { painter in
                var linked = picture(["see it here"])
                linked.link("https://acme.example/1", in: Rect(x: 4, y: 0, width: 2, height: 1))
                func send(_ buffer: CellBuffer) -> String {
                    let rows = painter.prepareLinks(buffer)
                    let changed = painter.put(buffer)
                    return painter.links(rows, changed: changed, in: buffer)
                }
                let first = send(linked)
                #expect(first.contains("\u{1B}]8;;https://acme.example/1\u{1B}\\it\u{1B}]8;;\u{1B}\\"))
                // The cursor is put back where ncurses has it.
                #expect(first.hasPrefix("\u{1B}7") && first.hasSuffix("\u{1B}8"))
                #expect(send(linked) == "")
                var other = picture(["see it there"])
                other.link("https://acme.example/1", in: Rect(x: 4, y: 0, width: 2, height: 1))
                #expect(send(other).contains("https://acme.example/1"))
                #expect(send(picture(["see it there"])) == "")
            }
        }

        @Test func inAnASCIILocaleALinkIsASCII() throws {
            try withPainter(isUTF8: false) { painter in
                var buffer = picture(["Café"])
                buffer.link("https://acme.example/1", in: Rect(x: 0, y: 0, width: 4, height: 1))
                let rows = painter.prepareLinks(buffer)
                let output = painter.links(rows, changed: painter.put(buffer), in: buffer)
                #expect(output.contains("Cafe") && output.utf8.allSatisfy { $0 < 0x80 })
            }
        }
    }
}
