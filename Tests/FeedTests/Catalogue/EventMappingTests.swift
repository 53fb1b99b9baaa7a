import Testing

@testable import Feed

@Suite struct EventMappingTests {
    private func read(_ mapping: EventMapping, _ name: String, _ json: String) -> Notification {
        var interpreter = EventInterpreter(
            identity: Identity(userID: "42", name: "Zoe"), patterns: ChannelPatterns(),
            namespace: "App.Events",
            taskURL: "https://acme.example/t/{task}", catalogue: EventCatalogue(mappings: [mapping])
        )
        return interpreter.interpret(
            IncomingEvent(
                name: name, channel: "private-project.3", data: .text(Array(json.utf8)),
                receivedAt: Fixture.at(0)))
    }

    private let shipped = EventMapping(
        name: "App\\Events\\OrderShipped", title: try! Template("Order {order.number} shipped"), icon: "▲",
        link: try! Template("https://shop.example/{order.id}"))

    @Test func aMappedEventIsAKindOfItsOwn() {
        let entry = read(
            shipped, "App\\Events\\OrderShipped",
            #"{"order":{"id":7,"number":"A-1"},"user":{"id":5,"name":"Ana"},"event_id":"x"}"#)
        #expect(entry.kind.rawValue == "order_shipped")
        #expect(entry.text == "Order A-1 shipped")
        #expect(entry.url == "https://shop.example/7")
        #expect(entry.actor == Actor(id: "5", name: "Ana"))
        #expect(entry.project == "3")
        #expect(entry.id == "x")
    }

    @Test(arguments: ["{}", "[]", "null", "", "no JSON", "{\"order\":[]}", "{\"order\":{\"number\":null}}"])
    func aMissingFieldShowsAsSuchAndNeverFailsTheRow(_ payload: String) {
        let entry = read(shipped, "App\\Events\\OrderShipped", payload)
        #expect(entry.text == "Order {order.number?} shipped")
        #expect(entry.url == nil)
        #expect(!entry.id.isEmpty)
    }

    @Test func namesAreClassesBaseNamesOrWhatBroadcastAsGives() throws {
        let title = try Template("T")
        #expect(
            read(EventMapping(name: "OrderShipped", title: title), "A\\B\\OrderShipped", "{}").text == "T")
        #expect(read(EventMapping(name: ".order.shipped", title: title), "order.shipped", "{}").text == "T")
        #expect(read(EventMapping(name: "order.shipped", title: title), "Other", "{}").kind == .unknown)
        // An event of the program's own can be told otherwise.
        let own = EventMapping(name: "CommentCreated", kind: .comment, title: title)
        #expect(read(own, "App\\Events\\CommentCreated", "{}").text == "T")
    }

    @Test func theCatalogueKnowsItsKind() throws {
        let mapping = EventMapping(
            name: "deployment.finished", title: try Template("T"), icon: "⇪", priority: .high)
        let catalogue = EventCatalogue(mappings: [mapping])
        #expect(mapping.kind.rawValue == "deployment_finished")
        #expect(catalogue.entry(of: mapping.kind).glyph == "⇪")
        #expect(catalogue.entry(of: mapping.kind).letter == "d")
        #expect(catalogue.entry(of: mapping.kind).label == "deployment finished")
        #expect(catalogue.queryKinds.contains("deployment_finished"))
        #expect(catalogue.priorities[mapping.kind] == .high)
        #expect(EventCatalogue.entry(of: mapping.kind).kind == .unknown)
        #expect(EventMapping(name: "x", title: try Template("T"), icon: "!").letter == "!")
    }

    @Test func itIsForMeWhereItMentionsMe() {
        #expect(read(shipped, "App\\Events\\OrderShipped", #"{"mentions":[{"id":42}]}"#).addressedToMe)
        #expect(!read(shipped, "App\\Events\\OrderShipped", #"{"mentions":[7]}"#).addressedToMe)
    }

    @Test func kindNames() {
        #expect(EventMapping.isKindName("order_shipped2"))
        for text in ["", "Order", "a-b", "é", "a b"] { #expect(!EventMapping.isKindName(text)) }
    }

    /// A class with its namespace as PHP or as Echo writes it, parts of names, and which goes first.
    @Test(arguments: [
        ("App.Events.OrderShipped", "App\\Events\\OrderShipped", true),
        ("App.Events.OrderShipped", "App\\Events\\Other\\OrderShipped", false),
        ("App\\Events\\Billing\\*", "App\\Events\\Billing\\InvoicePaid", true),
        ("App.Events.Billing.*", "App\\Events\\Billing\\Card\\Expired", true),
        ("App\\Events\\Billing\\*", "App\\Events\\Shop\\InvoicePaid", false),
        ("order.*", "order.shipped", true),
        ("order.*", "reorder.shipped", false), ("*.failed", "job.failed", true),
        ("Order*", "A\\B\\OrderShipped", true),
        ("*Ship*d", "A\\OrderShipped", true), ("*Ship*d", "A\\OrderShipping", false), ("*", "anything", true),
        ("a*a", "a", false), ("*", "CommentCreated", false),
        ("*Created", "App\\Events\\CommentCreated", false),
    ])
    func aStarStandsForAnyPartOfAName(_ pattern: String, _ name: String, _ fits: Bool) throws {
        let mapping = EventMapping(name: pattern, kind: EventKind(rawValue: "mine"), title: try Template("T"))
        #expect((read(mapping, name, "{}").kind.rawValue == "mine") == fits)
    }

    @Test func theKindOfAPatternIsWhatIsLeftOfItsName() throws {
        for (name, kind) in [
            ("order.*", "order"), ("App\\Events\\*Failed", "failed"), ("*", "unknown"),
            ("order.shipped", "order_shipped"),
        ] { #expect(EventMapping(name: name, title: try Template("T")).kind.rawValue == kind) }
        let all = EventMapping(name: "order.*", title: try Template("{$event}: {order.number}"))
        #expect(read(all, "order.paid_back", #"{"order":{"number":7}}"#).text == "order paid back: 7")
        #expect(read(all, "order.x", "{}").text == "order x: {order.number?}")
    }

    /// Whatever an application sends, a row comes of it, no longer than a row needs to be.
    @Test(arguments: [
        "\"\u{1B}]52;c;AAAA\u{7}\"", #""\u001b[31m\u202e\u0000""#, "1e999999", "-0.0", "true", "[[[[1]]]]",
        #"{"a":{"b":{"c":[null,{"name":[]}]}}}"#, "\"\(String(repeating: "é", count: 1_000_000))\"",
        String(repeating: "9", count: 1_000_000), "[" + String(repeating: "1,", count: 50_000) + "1]",
        String(repeating: "[", count: 100_000),
    ])
    func hostileValuesNeverFailTheRow(_ value: String) {
        let entry = read(
            shipped, "App\\Events\\OrderShipped", "{\"order\":{\"id\":\(value),\"number\":\(value)}}")
        #expect(entry.text.hasPrefix("Order ") && entry.text.hasSuffix(" shipped"))
        #expect(entry.text.count <= Template.longestValue + 20)
        #expect(!entry.text.contains("\0"))
        #expect(entry.kind == shipped.kind)
        if let url = entry.url { #expect(url.utf8.allSatisfy { (0x21...0x7E).contains($0) }) }
    }

    /// An address that a payload gives whole is one, or it is none.
    @Test func anAddressHasNothingBesideIt() throws {
        let mapping = EventMapping(name: "X", title: try Template("T"), link: try Template("{url}"))
        #expect(read(mapping, "X", #"{"url":"https://a.example/b?c=d"}"#).url == "https://a.example/b?c=d")
        for url in [
            #"https://a.example/\u001b]0;x\u0007"#, "https://a.example/ -x", "javascript:x", #"http://\n"#,
        ] {
            #expect(read(mapping, "X", "{\"url\":\"\(url)\"}").url == nil)
            #expect(read(mapping, "Y", "{\"url\":\"\(url)\"}").url == nil)
        }
    }
}
