import Feed
import JSON
import Testing

@testable import craftdesk

@Suite struct RulesCommandTests {
    private let now = Timestamp(seconds: 1_790_000_000)

    private func configuration() throws -> Configuration {
        var configuration = Configuration()
        configuration.rules = [
            Rule(name: "ana", query: try Query("from:ana"), change: DeliveryChange(bell: true, star: true)),
            Rule(
                name: "no status", query: try Query("kind:status"), change: DeliveryChange(show: false),
                isLast: true),
        ]
        configuration.set("workspace.user_id", .text("42"), origin: .flag)
        return configuration
    }

    private func judge(_ input: String) throws -> [RuleReport.Result] {
        let configuration = try configuration()
        var report = RuleReport(configuration, policy: try configuration.deliveryPolicy())
        return try RuleReport.events(in: Array(input.utf8), receivedAt: now).map {
            report.judge($0, QueryContext(now: now))
        }
    }

    private static let comment =
        #"{"comment":{"body":"hi","mentions":[42],"author":{"id":5,"name":"Ana"}},"task":{"id":1,"key":"WEB-1","title":"T","project_id":3}}"#

    @Test func takesALineOfTailAndAnEventAsItIsBroadcast() throws {
        let tail =
            #"{"type":"event","id":"x","kind":"comment","name":"App\\Events\\CommentCreated","channel":"private-workspace.7","title":"…","live":true,"data":DATA}"#
        let wire = #"{"event":"App\\Events\\CommentCreated","channel":"private-workspace.7","data":"DATA"}"#
        let inputs = [
            tail.replacing("DATA", with: Self.comment),
            wire.replacing("DATA", with: Self.comment.replacing("\"", with: "\\\"")),
            wire.replacing("\"DATA\"", with: Self.comment),
        ]
        for input in inputs {
            let result = try #require(try judge(input).first)
            #expect(
                result.lines == [
                    "Ana commented on \"T\"", "  kind comment, from Ana, project 3, task WEB-1",
                    "  does: show, toast, bell, title, notify, hook, star, priority high",
                    "  why:  mention, rule:ana",
                ])
        }
    }

    @Test func manyLinesAreManyEvents() throws {
        let line = #"{"event":"TaskStatusChanged","data":{"from":"todo","to":"done"}}"#
        let results = try judge("\(line)\n\n\(line)\n")
        #expect(results.count == 2)
        #expect(
            results[0].json.serialized().hasSuffix(
                #""show":false,"toast":true,"bell":false,"title":true,"notify":false,"hook":true,"star":false,"priority":"normal","why":["rule:no status"]}"#
            ))
        // Pretty-printed JSON is one event.
        #expect(try judge("{\n\"event\":\n\"X\"\n}").count == 1)
    }

    @Test(arguments: [
        ("", "standard input is empty"), ("{}", "line 1: this is no event"),
        ("[1]", "line 1: this is no event"),
        ("{\"event\":\"X\"}\nx", "line 2: byte 0 of the JSON text (0x78)"),
    ])
    func badInputIsOneSentence(_ input: String, _ part: String) {
        do {
            _ = try judge(input)
            Issue.record("\(input) was read")
        } catch {
            let failure = error as? Failure
            #expect(failure?.status == .badData)
            #expect(failure?.description.contains(part) == true)
        }
    }

    @Test func listsTheRulesInTheirOrder() throws {
        let policy = try configuration().deliveryPolicy()
        #expect(
            RuleReport.list(policy) == [
                "ana        from:ana  ->  bell, star",
                "no status  kind:status  ->  no show, then no other rule",
            ])
        #expect(RuleReport.list(DeliveryPolicy()).count == 1)
        let made = DeliveryPolicy(orders: [
            .rule(Rule(name: "m", query: try Query("a"), change: DeliveryChange(star: true)))
        ])
        #expect(RuleReport.list(made) == ["m  a  ->  star (made in the program)"])
    }
}
