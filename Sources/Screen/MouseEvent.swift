/// What a mouse did, at a cell counted from 0 at the top left.
public struct MouseEvent: Hashable, Sendable {
    /// The kinds that are told of.
    public enum Kind: Hashable, Sendable {
        /// The left button went down.
        case press
        /// The wheel was turned by one notch.
        case wheelUp, wheelDown
    }

    /// What happened.
    public var kind: Kind
    /// The column.
    public var x: Int
    /// The row.
    public var y: Int

    /// An event at a cell.
    public init(_ kind: Kind, x: Int, y: Int) {
        self.kind = kind
        self.x = x
        self.y = y
    }
}
