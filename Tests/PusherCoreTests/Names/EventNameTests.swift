import Testing

@testable import PusherCore

/// Protocol notes 7.2.
@Suite struct EventNameTests {
    @Test(arguments: [
        ("OrderShipped", #"App\Events\OrderShipped"#), ("Orders.Shipped", #"App\Events\Orders\Shipped"#),
        (".order.shipped", "order.shipped"), (#"\Acme\Ping"#, #"Acme\Ping"#), (#".Acme\Ping"#, #"Acme\Ping"#),
    ])
    func isWrittenAsEchoListens(_ argument: String, _ wire: String) {
        #expect(EventName.wire(for: argument, namespace: "App.Events") == wire)
        #expect(
            EventName.wire(for: EventName.display(of: wire, namespace: "App.Events"), namespace: "App.Events")
                == wire)
    }

    @Test func hasNoNamespaceWhereThereIsNone() {
        #expect(EventName.wire(for: "OrderShipped", namespace: nil) == "OrderShipped")
        #expect(EventName.display(of: "OrderShipped", namespace: nil) == ".OrderShipped")
    }

    @Test(arguments: [
        (#"App\Events\Orders\Shipped"#, #"Orders\Shipped"#), ("order.shipped", ".order.shipped"),
        (#"App\EventsOld\X"#, #".App\EventsOld\X"#), (#"App\Events\"#, #".App\Events\"#),
        (#"App\Events\a.b"#, #".App\Events\a.b"#), ("", "."),
    ])
    func isShownWithoutTheNamespace(_ wire: String, _ shown: String) {
        #expect(EventName.display(of: wire, namespace: "App.Events") == shown)
    }

    @Test func whispersHaveAPrefixOnce() {
        #expect(EventName.whisper("typing") == "client-typing")
        #expect(EventName.whisper("client-typing") == "client-typing")
    }
}
