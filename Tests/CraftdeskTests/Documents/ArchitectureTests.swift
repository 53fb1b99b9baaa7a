import Foundation
import Testing

/// The way of an event, as the architecture's page tells it, goes through types and functions that exist. Long,
/// so that renaming something is told by CI's run and doesn't hold up every landing.
@Suite struct ArchitectureLongTests {
    private static let page = "Resources/documents/architecture.md"
    private let sources: [String]

    init() throws { sources = try Documents.sources.map(Documents.text) }

    private func isType(_ name: Substring, in source: String) -> Bool {
        ["struct", "class", "enum", "protocol", "actor", "extension"].contains { kind in
            source.contains("\(kind) \(name) ") || source.contains("\(kind) \(name):")
                || source.contains("\(kind) \(name)<") || source.contains("\(kind) \(name).")
        }
    }

    private func isMember(_ name: Substring, in source: String) -> Bool {
        source.contains("func \(name)(") || source.contains("func \(name)<")
            || source.contains(" var \(name):") || source.contains(" let \(name):")
            || source.contains("case \(name)\n") || source.contains("case \(name)(")
    }

    @Test func everyNameOnTheWayOfAnEventExists() throws {
        let way = try #require(
            try Documents.text(Self.page).components(separatedBy: "## The way of an event\n").last)
        let names = Documents.codes(way)
        #expect(names.count > 15)
        for name in names {
            // `.event(PusherEvent)` is a case.
            let parts = name.prefix { $0 != "(" }.split(separator: ".")
            let isThere =
                switch parts.count {
                case 1 where name.hasPrefix(".") || name.first?.isLowercase == true:
                    sources.contains { isMember(parts[0], in: $0) }
                case 1: sources.contains { isType(parts[0], in: $0) }
                case 2: sources.contains { isType(parts[0], in: $0) && isMember(parts[1], in: $0) }
                default: false
                }
            #expect(isThere, "\(Self.page) names \(name), which is nowhere in Sources")
        }
    }

    @Test func everyTargetOfTheDiagramIsOneOfThePackage() throws {
        let page = try Documents.text(Self.page)
        let package = try Documents.text("Package.swift")
        let diagram = try #require(Documents.blocks(page, "mermaid").first)
        var arrows = 0
        for line in diagram.split(separator: "\n") {
            let ends = line.components(separatedBy: "-->").map { $0.trimmingCharacters(in: .whitespaces) }
            guard ends.count == 2 else { continue }
            arrows += 1
            let declaration = try #require(
                package.components(separatedBy: "arget(").first {
                    $0.trimmingCharacters(in: .whitespacesAndNewlines).hasPrefix("name: \"\(ends[0])\"")
                }, "there is no target \(ends[0])")
            #expect(declaration.contains("\"\(ends[1])\""), "\(ends[0]) doesn't import \(ends[1])")
        }
        #expect(arrows > 15)
    }
}
