import Screen
import Testing

@testable import App

@Suite struct CanvasTests {
    @Test func whateverComesIsMadeSafeAndCut() {
        var canvas = Canvas(width: 10, height: 2, isUTF8: true)
        #expect(canvas.draw("a\u{1B}[31mb\nc and more", in: canvas.bounds) == 10)
        #expect(canvas.buffer.lines[0] == "a[31mb c …")
        canvas.drawRight("佐藤花子佐藤", in: canvas.bounds.row(1))
        #expect(canvas.buffer.lines[1].hasSuffix("…"))
        #expect(canvas.draw("x", in: Rect(x: 0, y: 0, width: 0, height: 1)) == 0)
    }

    @Test func wordsAreMarkedWhateverTheirCase() {
        var canvas = Canvas(width: 20, height: 1, isUTF8: true)
        let text = "佐藤 Checkout fails"
        canvas.draw(text, in: canvas.bounds)
        canvas.mark(["CHECK", "fail", ""], in: text, at: canvas.bounds)
        let marked = (0..<20).filter { canvas.buffer[$0, 0].style.role == .match }
        #expect(marked == Array(5..<10) + Array(14..<18))
    }

    @Test func keysFitAsAWholeOrNotAtAll() {
        var canvas = Canvas(width: 16, height: 1, isUTF8: true)
        canvas.keys([("Enter", "open"), ("q", "quit")], in: canvas.bounds)
        #expect(canvas.buffer.lines == [" Enter open"])
    }
}
