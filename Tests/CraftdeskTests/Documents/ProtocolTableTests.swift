import Foundation
import TestSupport
import Testing

/// The table of the protocol's facts and their tests.
@Suite struct ProtocolTableTests {
    /// Every test that `Resources/protocol.md` names stands in the file of its suite.
    @Test func everyTestOfTheTableExists() throws {
        let names = try Documents.text("Resources/protocol.md")
            .matches(of: /`(?<suite>[A-Za-z0-9]+Tests)\.(?<test>[A-Za-z0-9]+)`/)
        #expect(names.count > 100)
        let tests = Repository.root.appendingPathComponent("Tests")
        var sources: [String] = []
        for case let file as URL in FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
            ?? .init()
        where file.pathExtension == "swift" { sources.append(try String(contentsOf: file, encoding: .utf8)) }
        for name in names {
            let isThere = sources.contains {
                $0.contains("struct \(name.output.suite) ") && $0.contains("func \(name.output.test)(")
            }
            #expect(isThere, "\(name.output.0)")
        }
    }

    /// Every numbered section that asks something of the client has a row.
    @Test func everySectionHasARow() throws {
        let table = try Documents.text("Resources/protocol.md")
        for section in [
            "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "3.1", "3.4", "4.1", "4.2", "5.1", "5.2", "5.3",
            "5.4", "6.1", "6.2", "6.3", "6.4", "6.5", "7.1", "7.2", "7.3", "7.4", "7.5", "8", "9", "10.1",
            "10.2", "10.3", "11", "12", "14",
        ] { #expect(table.contains("\n| \(section) |"), "\(section)") }
    }
}
