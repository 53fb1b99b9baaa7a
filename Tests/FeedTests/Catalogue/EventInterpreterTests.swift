import Feed
import Testing

/// Payload in, row out, for every kind: full payloads, poor ones and hostile ones.
@Suite struct EventInterpreterTests {
    private static let now = Timestamp(seconds: 1_790_000_000)

    private func read(_ name: String, _ json: String, channel: String = "private-workspace.7") -> Notification
    {
        var interpreter = EventInterpreter(
            identity: Identity(userID: "42", name: "Zoe", handles: []), patterns: ChannelPatterns(),
            namespace: "App.Events", taskURL: "https://acme.example/w/7/tasks/{task}"
        )
        return interpreter.interpret(
            IncomingEvent(name: name, channel: channel, data: .text(Array(json.utf8)), receivedAt: Self.now)
        )
    }

    private static let task = #""task":{"id":142,"key":"WEB-142","title":"Checkout fails","project_id":3}"#

    @Test(arguments: [
        (
            "App\\Events\\CommentCreated",
            #"{"comment":{"id":1,"body":"Hm","author":{"id":5,"name":"Ana"}},TASK}"#,
            "Ana commented on \"Checkout fails\"", "comment"
        ),
        (
            "comment.created", #"{"comment":{"id":1,"task_id":9,"user_id":6}}"#, "User 6 commented on a task",
            "comment"
        ),
        (
            "App\\Events\\CommentReplied",
            #"{"comment":{"parent_author_id":42,"author":{"id":5,"name":"Ana"}},TASK}"#,
            "Ana replied on \"Checkout fails\"", "reply"
        ),
        (
            "App\\Events\\TaskAssigned",
            #"{"assignee":{"id":42,"name":"Zoe"},"actor":{"id":6,"name":"Bo"},TASK}"#,
            "Bo assigned you: Checkout fails", "assignment"
        ),
        (
            "App\\Events\\TaskAssigned",
            #"{"assignee":{"id":8,"name":"Kim"},"actor":{"id":6,"name":"Bo"},TASK}"#,
            "Bo assigned Kim: Checkout fails", "assignment"
        ),
        (
            "App\\Events\\Tasks\\TaskStatusChanged",
            #"{"from":"in_review","to":"done","actor":{"id":6,"name":"Bo"},TASK}"#,
            "Bo: In review > Done   Checkout fails", "status"
        ),
        (
            "App\\Events\\SubscriptionChanged", #"{"plan":"team","previous_plan":"free","status":"active"}"#,
            "Subscription: Free > Team (active)", "subscription"
        ),
        (
            "App\\Events\\QuotaWarning", #"{"resource":"api_calls","used":8000,"limit":10000}"#,
            "Quota: Api calls at 80% (8,000 of 10,000)", "quota"
        ),
        (
            "App\\Events\\MemberAdded",
            #"{"member":{"id":9,"name":"Kim"},"actor":{"id":6,"name":"Bo"},"project_id":3}"#,
            "Bo added Kim to the project", "member_added"
        ),
        (
            "App\\Events\\MemberRemoved",
            #"{"member":{"id":9,"name":"Kim"},"actor":{"id":9,"name":"Kim"},"project_id":null}"#,
            "Kim left the workspace", "member_removed"
        ),
        (
            "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated",
            #"{"invoice_id":3,"message":"12 EUR","id":"6b0f","type":"App\\Notifications\\InvoicePaid"}"#,
            "Invoice paid: 12 EUR", "notification"
        ),
        ("App\\Events\\Orders\\OrderShipped", #"{"order":{"id":7}}"#, "Orders order shipped", "unknown"),
        ("PostUpdated", #"{"model":{"id":5,"title":"News"}}"#, "Post updated: News", "unknown"),
    ])
    func says(_ name: String, _ payload: String, _ text: String, _ kind: String) {
        let notification = read(name, payload.replacing("TASK", with: Self.task))
        #expect(notification.text == text)
        #expect(notification.kind.rawValue == kind)
    }

    /// Every kind has a sentence for a payload that says nothing, and for one that lies about every type.
    @Test(
        arguments: EventCatalogue.entries.flatMap(\.names) + ["Never\\Heard"],
        [
            "[]", "{}", "null", "not JSON", "",
            "{\"task\":7,\"comment\":[],\"actor\":1,\"used\":\"x\",\"limit\":-1,\"assignee\":{},\"member\":\"M\",\"from\":{},\"plan\":[1]}",
            "{\"used\":1e308,\"limit\":1e-308}",
        ])
    func alwaysSaysSomething(_ name: String, _ payload: String) {
        let notification = read(name, payload)
        #expect(!notification.text.isEmpty)
        #expect(!notification.id.isEmpty)
        #expect(notification.occurredAt <= notification.receivedAt)
    }

    @Test func namesOfTheTableAreUnambiguous() {
        let names = EventCatalogue.entries.flatMap(\.names)
        #expect(Set(names).count == names.count)
        #expect(Set(EventCatalogue.entries.map(\.kind)).count == EventCatalogue.entries.count)
        #expect(EventCatalogue.entries.allSatisfy { $0.letter.isASCII })
    }

    @Test func whatIsForMe() {
        #expect(read("CommentReplied", #"{"comment":{"parent_author_id":42}}"#).addressedToMe)
        #expect(read("CommentCreated", #"{"comment":{"body":"ask @zoe"}}"#).addressedToMe)
        #expect(read("CommentCreated", #"{"comment":{"mentions":[1,"42"]}}"#).addressedToMe)
        #expect(!read("CommentCreated", #"{"comment":{"body":"ask @zoey","mentions":[1]}}"#).addressedToMe)
        #expect(!read("TaskAssigned", #"{"assignee":{"id":42},"actor":{"id":42}}"#).addressedToMe)
        #expect(read("TaskAssigned", #"{"assignee_id":42,"actor":{"id":42,"name":"Zoe"}}"#).mine)
    }

    @Test func theSameEventIsTheSameWhereverItComesFrom() {
        let payload = #"{"comment":{"id":1,"created_at":"2026-01-01T00:00:00Z","body":"a"}}"#
        let first = read("CommentCreated", payload)
        #expect(read("CommentCreated", payload, channel: "private-project.3").id == first.id)
        #expect(read("CommentCreated", payload.replacing("\"a\"", with: "\"b\"")).id == first.id)
        #expect(read("CommentReplied", payload).id != first.id)
        #expect(read("CommentCreated", #"{"event_id":"01JD"}"#).id == "01JD")
        #expect(read("X", #"{"a":1}"#).id != read("X", #"{"a":2}"#).id)
    }

    @Test func timeIsNeverInTheFuture() {
        let late = read("CommentCreated", #"{"comment":{"id":1,"created_at":"2099-01-01T00:00:00Z"}}"#)
        #expect(late.occurredAt == Self.now)
        let early = read("CommentCreated", #"{"comment":{"id":1,"created_at":"2026-01-01T00:00:00Z"}}"#)
        #expect(early.occurredAt.iso8601 == "2026-01-01T00:00:00.000Z")
    }

    @Test func theProjectComesFromThePayloadOrTheChannel() {
        #expect(read("X", "{\(Self.task)}", channel: "private-project.9").project == "3")
        #expect(read("X", "{}", channel: "private-project.9").project == "9")
        #expect(read("X", "{}").project == nil)
    }

    @Test func onlyWebAddressesAreAddresses() {
        #expect(read("X", #"{"url":"javascript:alert(1)"}"#).url == nil)
        #expect(read("X", #"{"url":"https://a.example"}"#).url == "https://a.example")
        #expect(read("X", "{\(Self.task)}").url == "https://acme.example/w/7/tasks/142")
    }
}
