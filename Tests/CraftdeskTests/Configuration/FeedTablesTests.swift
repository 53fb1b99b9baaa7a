import Feed
import Foundation
import JSON
import Testing

@testable import craftdesk

@Suite struct FeedTablesTests {
    private func load(_ text: String) throws -> Configuration {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "craftdesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let file = directory.appendingPathComponent("config.toml")
        try Data(text.utf8).write(to: file)
        return try ConfigurationLoader(environment: [:], flags: [], profile: nil, configPath: file.path)
            .load()
    }

    private func complaint(_ text: String) -> String {
        do {
            let configuration = try load(text)
            _ = try configuration.deliveryPolicy()
            return "nothing"
        } catch { return "\(error)".split(separator: "/").last.map(String.init) ?? "" }
    }

    @Test func aRule() throws {
        let configuration = try load(
            """
            [[rule]]
            name = "bots"
            query = "from:bot -mention:me"
            show = false
            bell = true
            priority = "low"
            last = true
            """)
        #expect(
            configuration.rules == [
                Rule(
                    name: "bots", query: try Query("from:bot -mention:me"),
                    change: DeliveryChange(show: false, bell: true, priority: .low), isLast: true)
            ])
        #expect(try configuration.deliveryPolicy().rules == configuration.rules)
    }

    @Test(arguments: [
        (
            "[[rule]]\nname = \"a\"\nquery = \"kidn:x\"\nshow = true",
            "config.toml:3:1: rule[0].query can't be used: column 1: there is no field \"kidn:\"; the nearest is \"kind:\", in \"kidn:x\"."
        ),
        (
            "[[rule]]\nname = \"a\"\nquery = \"a\"",
            "config.toml:1:1: rule[0] can't be used: it says nothing to do; add one of show, toast, bell, title, notify, hook, star, priority."
        ),
        (
            "[[rule]]\nquery = \"a\"\nshow = true",
            "config.toml:1:1: rule[0] can't be used: it has no name (what \"why did I get this\" calls it)."
        ),
        (
            "[[rule]]\nname = \"a\"\nquery = \"a\"\n  shwo = true",
            "config.toml:4:3: unknown key \"shwo\"; the nearest known name is \"show\"."
        ),
        (
            "[[rule]]\nname = \"a\"\nquery = \"a\"\nshow = 1",
            "config.toml:4:1: rule[0].show must be true or false, not a whole number."
        ),
        (
            "[[rule]]\nname = \"a\"\nquery = \"a\"\npriority = \"urgent\"",
            "config.toml:4:1: rule[0].priority must be one of \"low\", \"normal\", \"high\", not a string."
        ),
        (
            "[[event]]\nname = \"X\"\ntitle = \"a {b\"",
            "config.toml:3:1: event[0].title can't be used: column 3: this brace is not closed."
        ),
        (
            "[[event]]\nname = \"X\"\ntitle = \"a\"\nkind = \"A B\"",
            "config.toml:4:1: event[0].kind can't be used: a kind is small letters, digits and underscores, as order_shipped."
        ),
        (
            "[[event]]\nname = \"X\"\ntitle = \"a\"\nicon = \"ab\"",
            "config.toml:4:1: event[0].icon can't be used: it must be one character."
        ),
        (
            "[[event]]\nname = \"X\"",
            "config.toml:1:1: event[0] can't be used: it has no title (the row's text)."
        ),
        (
            "[notify]\nquiet_hours = [\"late\"]",
            "config.toml:2: notify.quiet_hours can't be used: \"late\" is neither hours nor days; write \"22:00-08:00\", \"sat,sun\" or \"mon-fri 12:00-13:00\"."
        ),
        (
            "[notify]\npass = [\"is:red\"]",
            "config.toml:2: notify.pass can't be used: column 4: is: has no \"red\"; the nearest is \"read\", in \"is:red\"."
        ),
    ])
    func errorsSayWhereAndWhatToDo(_ text: String, _ expected: String) {
        #expect(complaint(text) == expected)
    }

    @Test func rulesKnowTheKindsOfEvents() throws {
        let text = "[[rule]]\nname = \"a\"\nquery = \"kind:order_shipped\"\nstar = true\n"
        #expect(complaint(text).contains("kind: has no \"order_shipped\""))
        let mapped =
            text + "[[event]]\nname = \"App\\\\Events\\\\OrderShipped\"\ntitle = \"T\"\npriority = \"high\"\n"
        let policy = try load(mapped).deliveryPolicy()
        #expect(policy.priorities[EventKind(rawValue: "order_shipped")] == .high)
    }

    @Test func theNotifySection() throws {
        let configuration = try load(
            "[notify]\nquiet_hours = [\"22:00-08:00\", \"sat,sun\"]\npass = [\"mention:me\", \"kind:quota\"]\ndo_not_disturb = true\nburst = 2\nburst_seconds = 3\n"
        )
        let policy = try configuration.deliveryPolicy()
        #expect(policy.quietHours.count == 2)
        #expect(policy.doNotDisturb == .forever)
        #expect(policy.passes?.expression == .any([.term(.mention("me")), .term(.kind(.quota))]))
        #expect(configuration.burstLimit == BurstLimit(limit: 2, milliseconds: 3000))
        let empty = try load("").deliveryPolicy()
        #expect(empty.passes == nil && empty.doNotDisturb == nil && empty.quietHours.isEmpty)
    }

    /// The five examples of the manual, each with a payload as Laravel would send it.
    @Test func theExamplesCanBeUsed() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Resources/examples/events.toml")
        let configuration = try load(String(contentsOf: file, encoding: .utf8))
        #expect(configuration.events.count == 5)
        var interpreter = EventInterpreter(
            identity: Identity(userID: nil, name: nil), patterns: ChannelPatterns(), namespace: "App.Events",
            taskURL: "", catalogue: configuration.catalogue)
        let events = [
            (
                "App\\Events\\OrderShipped",
                #"{"order":{"id":7,"number":"A-1","carrier":"DHL","customer":{"name":"Zoe"}}}"#,
                "Order A-1 shipped to Zoe by DHL", "https://shop.example/admin/orders/7"
            ),
            (
                "App\\Events\\InvoicePaymentFailed",
                #"{"invoice":{"id":"in_1","total":"12.50 EUR"},"customer":{"name":"Acme"}}"#,
                "Payment of 12.50 EUR failed for Acme: no reason given",
                "https://billing.example/invoices/in_1"
            ),
            (
                "deployment.finished",
                #"{"site":{"id":2,"name":"acme.example"},"deployment":{"id":9,"branch":"main","status":"succeeded","seconds":41}}"#,
                "acme.example: deployment of main succeeded after 41 s",
                "https://deploy.example/sites/2/deployments/9"
            ),
            (
                "PostPublished", #"{"model":{"id":1,"title":"Hello","slug":"hello world"}}"#,
                "Published: Hello", "https://blog.example/posts/hello%20world"
            ),
            (
                "App\\Events\\JobFailed",
                #"{"job":{"name":"SendMail","attempts":3},"exception":{"message":"timeout"}}"#,
                "SendMail failed on the default queue (3 attempts): timeout", nil
            ),
        ]
        for ((name, payload, text, url), mapping) in zip(events, configuration.events) {
            let entry = interpreter.interpret(
                IncomingEvent(
                    name: name, channel: "private-workspace.7", data: .text(Array(payload.utf8)),
                    receivedAt: Timestamp(seconds: 1_790_000_000)))
            #expect(entry.text == text)
            #expect(entry.url == url)
            #expect(entry.kind == mapping.kind)
            let poor = interpreter.interpret(
                IncomingEvent(name: name, channel: "c", data: .none, receivedAt: Timestamp(seconds: 0)))
            #expect(poor.text.contains("?}"))
        }
    }
}
