import NIOCore
import Testing

/// One body for both wires: handshake, greeting, signatures, subscriptions, events of every size, the end.
@Suite struct WireTests {
    @Test(arguments: Wire.allCases)
    func aConversation(_ wire: Wire) async throws {
        let conversation = Conversation()
        let long = String(repeating: "ä", count: 4_000)
        try await wire.join(
            client: { try conversation.addClient(to: $0) }, server: { try conversation.addServer(to: $0) },
            body: { loop, until in
                #expect(try await until { conversation.told.last == "state connected" })
                try await loop.submit {
                    conversation.subscribe("private-a")
                    conversation.subscribe("presence-b")
                    conversation.subscribe("cache-c")
                }.get()
                #expect(try await until { conversation.told.contains("cache-c subscribed") })
                try await loop.submit {
                    conversation.publish("Small", "private-a", "{}")
                    conversation.publish("Long", "presence-b", "\"\(long)\"")
                    for number in 0..<200 { conversation.publish("Flood", "cache-c", String(number)) }
                }.get()
                #expect(try await until { conversation.told.last == "Flood 199" })
                try await loop.submit { conversation.hangUp() }.get()
                #expect(try await until { conversation.told.last == "state connecting" })
            })
        #expect(
            conversation.told == [
                "state connecting", "state connected", "private-a pending", "presence-b pending",
                "cache-c pending", "private-a subscribed", "presence-b subscribed", "presence-b: 42",
                "cache-c subscribed", "Small {}", "Long \"\(long)\"",
            ] + (0..<200).map { "Flood \($0)" } + [
                "the connection was lost: the server or the network ended it without a reason: it reconnects by "
                    + "itself, and then asks for what it missed",
                "private-a pending", "presence-b: ", "presence-b pending", "cache-c pending",
                "state connecting",
            ])
    }
}
