import Feed
import Foundation
import JSON
import Store
import TestSupport
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
                #""show":false,"toast":false,"bell":false,"title":false,"notify":false,"hook":false,"star":false,"priority":"normal","why":["rule:no status"]}"#
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
            RuleReport.list(policy, zone: Zone(secondsFromUTC: 0)) == [
                "ana  from:ana  ->  bell, star  (configuration)",
                "no status  kind:status  ->  no show, then no other rule  (configuration)",
            ])
        #expect(RuleReport.list(DeliveryPolicy(), zone: Zone(secondsFromUTC: 0)).count == 1)
    }

    private static let orders: [StandingOrder] = [
        .rule(
            Rule(
                name: "kind:comment", query: Query(field: "kind", value: "comment"),
                change: DeliveryChange(toast: false))),
        .mute(
            Mute(
                Query(field: "task", value: "142"), until: Until(time: Timestamp(seconds: 1_790_000_000)))),
        .snooze(Snooze(entries: ["a", "b"], until: .forever)),
    ]

    @Test func listsWhatWasMadeInTheProgramWithItsOrigin() {
        #expect(
            RuleReport.list(DeliveryPolicy(orders: Self.orders), zone: Zone(secondsFromUTC: 0)) == [
                "kind:comment  ->  no toast  (made in the program)",
                "mute  task:142, but for what is for me  until 2026-09-21 14:13  (made in the program)",
                "snooze  2 entries  until it is taken back  (made in the program)",
            ])
    }

    /// The rules of the store are in the list, and an event is tried on them too.
    @Test func theCommandsKnowTheStoresRules() async throws {
        let tool = try CommandLineTool()
        let store = try FeedStore(path: tool.directory.path + "/feed.sqlite")
        // The mute of the list is over; this one holds, and that of another task has ended without a program.
        let holding = StandingOrder.mute(Mute(Query(field: "task", value: "142")))
        let over = StandingOrder.mute(
            Mute(Query(field: "kind", value: "comment"), until: Until(time: Timestamp(seconds: 1))))
        try store.write((Self.orders + [holding, over]).map { .order(id: $0.id, $0) })
        store.close()
        let environment = [
            "CRAFTDESK_SERVER_URL": "ws://127.0.0.1:9", "CRAFTDESK_SERVER_KEY": "k",
            "CRAFTDESK_APP_URL": "http://127.0.0.1:9", "CRAFTDESK_WORKSPACE_ID": "7",
            "CRAFTDESK_STORE_PATH": store.path,
        ]
        let list = try await tool.run("rules", "list", environment: environment)
        #expect(list.output.contains("kind:comment  ->  no toast  (made in the program)"))
        #expect(list.output.contains("snooze  2 entries"))
        let judged = try await tool.run(
            "rules", "test", environment: environment,
            input: #"{"event":"App\\Events\\CommentCreated","data":{"task":{"id":142}}}"#)
        #expect(judged.output.contains("no show, no toast"))
        #expect(judged.output.contains("why:  rule:kind:comment, mute:task:142"))
    }

    /// Projects by their names and me by mine, as the screen has heard of them.
    @Test func theCommandsKnowWhomAndWhatTheScreenKnows() async throws {
        let tool = try CommandLineTool()
        let store = try FeedStore(path: tool.directory.path + "/feed.sqlite")
        try store.write([
            .fact(
                name: KnownWorkspace.projectsFact,
                value: KnownWorkspace.text([Project(id: "3", key: "WEB", name: "Website")])),
            .fact(
                name: KnownWorkspace.identityFact,
                value: KnownWorkspace.text(Identity(userID: "42", name: "Zoe Keller"))),
        ])
        store.close()
        let file = tool.directory.path + "/rules.toml"
        try Data(
            """
            [[rule]]
            name = "site"
            query = "project:websi"
            star = true
            """.utf8
        ).write(to: URL(fileURLWithPath: file))
        let environment = [
            "CRAFTDESK_SERVER_URL": "ws://127.0.0.1:9", "CRAFTDESK_SERVER_KEY": "k",
            "CRAFTDESK_APP_URL": "http://127.0.0.1:9", "CRAFTDESK_WORKSPACE_ID": "7",
            "CRAFTDESK_STORE_PATH": store.path,
        ]
        func why(_ comment: String) async throws -> String {
            try await tool.run(
                "rules", "test", "--config", file, environment: environment,
                input:
                    #"{"event":"App\\Events\\CommentCreated","data":{"comment":COMMENT,"task":{"id":1,"project_id":3}}}"#
                    .replacing("COMMENT", with: comment)
            ).output
        }
        #expect(try await why(#"{"body":"hey @zoe"}"#).contains("why:  mention, rule:site"))
        #expect(
            try await why(#"{"body":"x","author":{"id":42,"name":"Z"}}"#).contains("why:  rule:site, own"))
    }
}
