import Testing

@testable import Screen

@Suite struct GeometryTests {
    private let rect = Rect(x: 2, y: 3, width: 10, height: 4)

    @Test func sizesAreNeverNegative() {
        #expect(Rect(x: 0, y: 0, width: -3, height: -1) == Rect(x: 0, y: 0, width: 0, height: 0))
        #expect(rect.inset(left: 20).width == 0)
    }

    @Test func rowsBeyondTheEndsAreEmpty() {
        #expect(rect.row(1) == Rect(x: 2, y: 4, width: 10, height: 1))
        #expect(rect.row(4).width == 0 && rect.row(-1).width == 0)
    }

    @Test func partsCoverEachOtherWhereTheyShareACell() {
        #expect(rect.covers(Rect(x: 11, y: 6, width: 5, height: 5)))
        #expect(!rect.covers(Rect(x: 12, y: 6, width: 5, height: 5)))
        #expect(!rect.covers(Rect(x: 2, y: 7, width: 5, height: 5)))
    }
}
