import Feed
import Testing

@Suite struct UntilTests {
    /// Noon UTC is one in the afternoon here.
    private let context = Fixture.context(secondsFromUTC: 3600)

    @Test(arguments: [
        ("2h", "2026-11-23T14:00:00.000Z"), ("tomorrow", "2026-11-24T08:00:00.000Z"),
        ("18:30", "2026-11-23T17:30:00.000Z"), ("9:00", "2026-11-24T08:00:00.000Z"),
        ("monday", "2026-11-30T08:00:00.000Z"), ("tue", "2026-11-24T08:00:00.000Z"),
        ("Sunday", "2026-11-29T08:00:00.000Z"), ("2026-12-24", "2026-12-23T23:00:00.000Z"),
    ])
    func times(_ text: String, _ expected: String) throws {
        #expect(try Until(text, context: context).time?.iso8601 == expected)
    }

    @Test func everythingElseIsACondition() throws {
        #expect(try Until("kind:reply from:ana", context: context).condition?.text == "kind:reply from:ana")
        #expect(try Until("forever", context: context) == .forever)
        #expect(try Until(" ", context: context) == .forever)
        #expect(throws: QueryError.self) { try Until("kind:nothing", context: context) }
    }

    @Test func ends() throws {
        let until = Until(time: Fixture.at(5), condition: try Query("status:done"))
        #expect(!until.hasEnded(at: Fixture.at(4)))
        #expect(until.hasEnded(at: Fixture.at(5)))
        #expect(!Until.forever.hasEnded(at: Fixture.at(1_000_000)))
        #expect(until.isEnded(by: Fixture.status("s", "todo", "done", at: 0), context))
        #expect(!until.isEnded(by: Fixture.status("s", "done", "todo", at: 0), context))
        let quota = Until(condition: try Query("quota:90"))
        #expect(quota.isEnded(by: Fixture.entry("q", .quota, payload: "{\"used\":9,\"limit\":10}"), context))
        #expect(!quota.isEnded(by: Fixture.entry("q", .quota, payload: "{\"used\":8,\"limit\":10}"), context))
    }

    @Test(arguments: ["until 2h", "Until  2h", " until 2 h"])
    func theWordBeforeItMayStand(_ text: String) throws {
        #expect(try Until(text, context: context).time == Fixture.at(7200))
        #expect(try Until("until status:done", context: context).condition?.text == "status:done")
    }

    /// A slip must not wait for ever for somebody to write that word.
    @Test(arguments: [
        ("tomorow", "tomorrow"), ("fryday", "friday"), ("25:00", nil), ("2hours", nil), ("soon", nil),
        ("until", nil), ("in 5 minutes", nil),
    ])
    func wordsAreNoEnd(_ text: String, _ nearest: String?) {
        #expect(throws: QueryError.notAnEnd(text, column: 1, nearest: nearest)) {
            try Until(text, context: context)
        }
        #expect(throws: Never.self) { try Until("\"\(text)\"", context: context) }
    }

    /// Whoever mutes a task until it is done doesn't mean another task.
    @Test func aConditionIsAboutTheTask() throws {
        func ends(_ text: String) throws -> String? {
            try Until(text, context: context, task: "WEB-142").condition?.text
        }
        #expect(try ends("status:done") == "task:WEB-142 status:done")
        #expect(try ends("from:ana OR from:bo") == "task:WEB-142 (from:ana OR from:bo)")
        for text in ["quota:90", "task:9 status:done", "project:web", "kind:quota", "kind:member_added"] {
            #expect(try ends(text) == text)
        }
        let until = try Until("status:done", context: context, task: "WEB-142")
        #expect(until.isEnded(by: Fixture.status("s", "todo", "done", at: 0), context))
        #expect(!until.isEnded(by: Fixture.status("s", "todo", "done", at: 0, task: "9"), context))
        let again = try #require(until.condition)
        #expect(try Query(again.text) == again)
    }
}
