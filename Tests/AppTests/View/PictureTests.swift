import Foundation
import Screen
import TestSupport
import Testing

@testable import App

/// Every screen as a picture in Tests/AppTests/Pictures, compared letter by letter and look by look.
/// `CRAFTDESK_PICTURES=write` draws them anew; what has changed is then looked at in the diff.
@Suite struct PictureTests {
    private static let directory = Repository.root.appendingPathComponent("Tests/AppTests/Pictures")
    private static let writes = ProcessInfo.processInfo.environment["CRAFTDESK_PICTURES"] == "write"
    private static let sizes = [(40, 8), (80, 24), (160, 48)]

    private static func check(_ frame: Frame, _ name: String) throws {
        let text = Picture(frame.buffer, title: frame.title).text
        let file = directory.appendingPathComponent("\(name).txt")
        if writes { try Data(text.utf8).write(to: file) }
        let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard kept != text else { return }
        let letters = text.components(separatedBy: "\n\n").dropFirst().first ?? ""
        Issue.record("\(name) is not as its picture; it is now:\n\(letters)")
    }

    @Test(arguments: Scene.allCases) func everyScreenIsAsItsPicture(_ scene: Scene) throws {
        for (width, height) in Self.sizes {
            try Self.check(scene.frame(width: width, height: height), "\(scene.rawValue)-\(width)x\(height)")
        }
    }

    /// What a terminal without UTF-8 shows.
    @Test(arguments: [Scene.inbox, .watch, .detail, .connection]) func everySignHasALetter(_ scene: Scene)
        throws
    {
        let frame = scene.frame(width: 80, height: 24, isUTF8: false)
        #expect(frame.buffer.lines.joined().utf8.allSatisfy { $0 < 0x80 })
        try Self.check(frame, "\(scene.rawValue)-ascii-80x24")
    }

    @Test func noPictureIsLeftOver() throws {
        let names =
            Scene.allCases.flatMap { scene in Self.sizes.map { "\(scene.rawValue)-\($0)x\($1).txt" } }
            + [Scene.inbox, .watch, .detail, .connection].map { "\($0.rawValue)-ascii-80x24.txt" }
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path)
        #expect(Set(found).subtracting(names).sorted() == [])
    }
}
