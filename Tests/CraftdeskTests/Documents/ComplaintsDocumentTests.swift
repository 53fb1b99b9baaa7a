import Foundation
import TestSupport
import Testing

/// The page of complaints names tests that exist, and leaves none of them out.
@Suite struct ComplaintsDocumentTests {
    private let page: String
    private let tests: [String]

    init() throws {
        page = try Documents.text("Resources/documents/complaints.md")
        let root = Repository.root.appendingPathComponent("Tests")
        tests = (FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".swift") }
            .compactMap { try? String(contentsOf: root.appendingPathComponent($0), encoding: .utf8) }
    }

    @Test func everyTestThatIsNamedExists() {
        let names = Documents.codes(page).filter { $0.contains("Tests.") }
        #expect(names.count > 50)
        for name in names {
            let parts = name.split(separator: ".")
            let isThere = tests.contains { text in
                text.contains("struct \(parts[0]) {") && text.contains("func \(parts[1])(")
            }
            #expect(parts.count == 2 && isThere, "\(name)")
        }
    }

    @Test func everyComplaintHasItsRowAndEveryTestOfOneIsNamed() throws {
        for number in 1...14 { #expect(page.contains("\n| \(number) | "), "\(number)") }
        let found = tests.flatMap {
            $0.matches(of: #/func (complaint[0-9]+[A-Za-z0-9]*)\(/#).map { String($0.1) }
        }
        #expect(found.count > 30)
        for name in found { #expect(page.contains(".\(name)`"), "\(name)") }
    }
}
