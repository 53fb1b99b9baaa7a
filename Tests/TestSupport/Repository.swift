public import Foundation

/// The repository the tests were built from.
public enum Repository {
    /// Its top.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// `Resources`.
    public static let resources = root.appendingPathComponent("Resources")
}
