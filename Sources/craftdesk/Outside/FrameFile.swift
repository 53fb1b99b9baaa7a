import Foundation
import Screen

/// What the screen was meant to show, for tests that compare it with what a terminal shows: with
/// `CRAFTDESK_FRAME_FILE` set, each frame's letters are written to that file, a line a row.
struct FrameFile {
    private let path: String

    init?(environment: [String: String]) {
        guard let path = environment["CRAFTDESK_FRAME_FILE"], !path.isEmpty else { return nil }
        self.path = path
    }

    func write(_ buffer: CellBuffer) {
        // Whole or not at all: a reader never sees half a frame. A frame that can't be written is missed by
        // the test that asked for it.
        try? Data((buffer.lines.joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: path), options: .atomic)
    }
}
