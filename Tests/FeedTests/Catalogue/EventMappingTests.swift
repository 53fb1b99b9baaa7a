import Feed
import Testing

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
}
