import Feed
import Testing

@Suite struct EventCatalogueTests {
    /// The names of the JSON lines, which scripts hold on to.
    @Test func theKindsAreThoseOfTheInterface() {
        let kinds = EventCatalogue.entries.map(\.kind.rawValue)
        for kind in [
            "comment", "reply", "assignment", "status", "subscription", "quota", "member_added",
            "member_removed",
            "notification", "unknown",
        ] {
            #expect(kinds.contains(kind))
        }
        #expect(kinds.last == "unknown")
        #expect(Set(kinds).count == kinds.count)
    }

    @Test func everyEntryCanBeDrawnAndNamed() {
        for entry in EventCatalogue.entries {
            #expect(!entry.label.isEmpty)
            #expect(entry.letter.isASCII)
            #expect(EventCatalogue.entry(of: entry.kind).kind == entry.kind)
            #expect(EventMapping.isKindName(entry.kind.rawValue))
        }
        #expect(EventCatalogue.entry(of: EventKind(rawValue: "never")).kind == .unknown)
    }

    @Test func everyKindCanBeAskedFor() throws {
        for kind in EventCatalogue.queryKinds { _ = try Query("kind:\(kind)") }
        #expect(EventCatalogue.queryKinds.contains("typing"))
    }
}
