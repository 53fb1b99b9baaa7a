import Foundation
import TestSupport
import Testing

@testable import craftdesk

/// What is made of the tables is what is kept. Long, so that CI tells and not every landing of a table's line.
@Suite struct ReferenceFilesLongTests {
    @Test(arguments: Reference.files.map(\.path))
    func noFileIsStale(path: String) throws {
        let kept = try String(contentsOf: Repository.resources.appendingPathComponent(path), encoding: .utf8)
        let made = Reference.files.first { $0.path == path }?.text
        #expect(kept == made, "\(path) is stale: run Resources/scripts/reference")
    }
}
