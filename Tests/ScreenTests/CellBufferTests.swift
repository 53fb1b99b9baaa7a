import HostileText
import Testing

@testable import Screen

@Suite struct CellBufferTests {
    /// Every wide letter has its second half beside it, and no half stands alone.
    private func isSound(_ buffer: CellBuffer) -> Bool {
        (0..<buffer.height).allSatisfy { y in
            (0..<buffer.width).allSatisfy { x in
                let isHalf = buffer[x, y].text.isEmpty
                let isWide = DisplayWidth.of(buffer[x, y].text) == 2
                return (!isHalf || (x > 0 && DisplayWidth.of(buffer[x - 1, y].text) == 2))
                    && (!isWide || (x + 1 < buffer.width && buffer[x + 1, y].text.isEmpty))
            }
        }
    }

    @Test(arguments: HostileText.cases)
    func aRowHoldsWhatFitsAndNoMore(hostile: HostileText.Case) {
        let text = Sanitiser.row(hostile.text)
        for width in 1...20 {
            var buffer = CellBuffer(width: width, height: 1)
            let taken = buffer.draw(text, in: buffer.bounds)
            #expect(taken <= width)
            #expect(isSound(buffer))
        }
    }

    @Test func drawingOverHalfOfAWideLetterTakesTheOtherHalfToo() {
        for x in 0..<6 {
            for word in ["x", "語", "xy"] {
                var buffer = CellBuffer(width: 6, height: 1)
                buffer.draw("日本語", in: buffer.bounds)
                buffer.draw(word, in: Rect(x: x, y: 0, width: 2, height: 1))
                #expect(isSound(buffer), "\(word) at \(x)")
            }
        }
    }

    @Test func nothingIsDrawnBeyondTheEdges() {
        var buffer = CellBuffer(width: 3, height: 2)
        buffer.draw("abcdef", in: Rect(x: -2, y: 0, width: 10, height: 1))
        buffer.draw("x", in: Rect(x: 0, y: 7, width: 1, height: 1))
        buffer.fill(Rect(x: -5, y: -5, width: 100, height: 3))
        #expect(buffer.lines == ["cde", ""] || buffer.lines == ["c", ""] || buffer[0, 0].text != "a")
        #expect(buffer[9, 9] == .blank)
        #expect(CellBuffer(width: -1, height: -1).lines == [])
    }

    @Test func textAtTheRightEdge() {
        var buffer = CellBuffer(width: 6, height: 1)
        buffer.drawRight("日x", in: buffer.bounds)
        #expect(buffer.lines == ["   日x"])
    }

    @Test func rowsAreComparedAsTheyLook() {
        var one = CellBuffer(width: 3, height: 2)
        let two = one
        #expect(one.row(0, equals: two) && !one.row(2, equals: two))
        one.draw("x", in: one.bounds.row(1))
        #expect(one.row(0, equals: two) && !one.row(1, equals: two))
    }

    @Test func onlyWebAddressesAreLinks() {
        var buffer = CellBuffer(width: 10, height: 1)
        for url in ["javascript:alert(1)", "file:///etc/passwd", "ssh://x", "", "x"] {
            buffer.link(url, in: buffer.bounds)
        }
        #expect(buffer.links.isEmpty)
        buffer.link("https://acme.example/", in: buffer.bounds)
        buffer.link("https://acme.example/", in: Rect(x: 5, y: 0, width: 9, height: 1))
        #expect(buffer.links.count == 1)
        buffer.fill(Rect(x: 9, y: 0, width: 1, height: 1))
        #expect(buffer.links.isEmpty)
    }
}
