/// A part of the screen, in cells; sizes are never negative.
public struct Rect: Hashable, Sendable {
    /// The column of the left edge, from 0.
    public var x: Int
    /// The row of the top edge, from 0.
    public var y: Int
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// A part at this place and of this size.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// One of its rows; an empty part beyond its ends.
    public func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: index >= 0 && index < height ? width : 0, height: 1)
    }

    /// The part without so many cells at each edge.
    public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// Whether it has a cell in common with another part.
    func covers(_ other: Rect) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
}
