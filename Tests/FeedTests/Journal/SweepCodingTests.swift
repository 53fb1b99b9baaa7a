import JSON
import Testing

@testable import Feed

@Suite struct SweepCodingTests {
    private static var selections: [Sweep.Selection] {
        get throws {
            let filter = try Query("kind:comment (from:ana OR \"a \\\"b\\\"\")", kinds: nil)
            let rule = Rule(name: "r", query: filter, change: DeliveryChange(show: false), isLast: true)
            var timeline = Timeline(bundleWindow: 60_000)
            for (id, second) in [("a", 0), ("b", 10), ("c", 20)] as [(String, Int64)] {
                timeline.insert(Fixture.entry(id, at: second))
            }
            timeline.insert(Fixture.entry("m", .memberAdded, task: nil, project: nil, at: 30))
            return [
                .unread(Scope(tab: .mentions, project: "3", filter: filter)),
                .unread(Scope(tab: .all, project: nil)), .covered(Mute(filter, isTotal: true)),
                .released(
                    filter, DeliveryPolicy(rules: [rule], orders: [.mute(Mute(filter)), .silence(.forever)])),
                .rows(timeline.stretches(of: ["a", "c", "m"]), Scope(tab: .inbox, project: "4")),
                .entries(["a", "b\n"]),
            ]
        }
    }

    @Test func aSweepComesBackTheSame() throws {
        for (number, selection) in try Self.selections.enumerated() {
            var context = Fixture.context(5, secondsFromUTC: 3600)
            context.zone = Zone(
                secondsFromUTC: 3600, changes: [.init(at: Fixture.at(100), secondsFromUTC: 7200)])
            let sweep = Sweep(
                id: "1.2.\(number)", mark: .muted, isSet: number % 2 == 0, selection: selection,
                context: context)
            let json = try JSONValue(parsing: sweep.json.serializedBytes())
            #expect(Sweep(json: json) == sweep)
        }
    }

    @Test func whatCannotBeReadIsNoSweep() throws {
        for text in [
            "{}", #"{"id":"1","mark":1,"set":true,"selection":{},"now":1,"zone":{"seconds":0}}"#,
            #"{"id":"1","mark":300,"set":true,"selection":{"entries":[]},"now":1,"zone":{"seconds":0}}"#,
            #"{"id":"1","mark":1,"set":true,"selection":{"unread":{"tab":9}},"now":1,"zone":{"seconds":0}}"#,
            #"{"id":"1","mark":1,"set":true,"selection":{"rows":[{}],"scope":{"tab":0}},"now":1,"zone":{"seconds":0}}"#,
        ] {
            #expect(Sweep(json: try JSONValue(parsing: Array(text.utf8))) == nil)
        }
    }
}
