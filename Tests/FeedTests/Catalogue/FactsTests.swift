import Feed
import Testing

@Suite struct FactsTests {
    @Test func aStatusChange() {
        let moved = Fixture.status("s", "in_review", "done", at: 0)
        #expect(EventCatalogue.change(of: moved) == Change(from: "In review", to: "Done"))
        #expect(
            EventCatalogue.change(of: Fixture.entry("s", .status, payload: "{\"to\":\"todo\"}"))
                == Change(from: nil, to: "Todo"))
        #expect(EventCatalogue.change(of: Fixture.entry("s", .status, payload: "{}")) == nil)
        #expect(EventCatalogue.change(of: Fixture.entry("s", .status, payload: "no JSON")) == nil)
        #expect(EventCatalogue.change(of: Fixture.entry(payload: "{\"to\":\"todo\"}")) == nil)
    }

    @Test func aQuota() {
        func percentage(_ json: String) -> Double? {
            EventCatalogue.quotaPercentage(of: Fixture.entry("q", .quota, payload: json))
        }
        #expect(percentage("{\"used\":8000,\"limit\":10000}") == 80)
        #expect(percentage("{\"used\":8000,\"limit\":0}") == nil)
        #expect(percentage("{\"used\":\"many\",\"limit\":5}") == nil)
        #expect(percentage("{}") == nil)
    }

    @Test func editsAndOutagesAreNeverUnread() {
        var timeline = Timeline()
        timeline.insert(Fixture.entry("a", .edit))
        #expect(timeline.unreadTotal == 0)
        #expect(
            EventCatalogue.isEdit(.edit) && EventCatalogue.isEdit(.outage) && !EventCatalogue.isEdit(.comment)
        )
    }
}
