import Testing

@testable import PusherCore

/// Protocol notes 5.1.
@Suite struct ChannelNameTests {
    @Test(arguments: [
        ("news", ChannelName.Kind.public, false, "news"), ("private-orders.7", .private, false, "orders.7"),
        ("presence-room.3", .presence, false, "room.3"), ("cache-prices", .public, true, "cache-prices"),
        ("private-cache-x", .private, true, "cache-x"), ("presence-cache-x", .presence, true, "cache-x"),
        ("private-encrypted-vault.5", .encrypted, false, "vault.5"),
        ("private-encrypted-cache-x", .encrypted, true, "cache-x"),
        ("privateer", .public, false, "privateer"),
        ("#server-to-user-42", .public, false, "#server-to-user-42"),
        ("private-App.Models.User.42", .private, false, "App.Models.User.42"),
    ])
    func tellsKindAndRule(_ name: String, _ kind: ChannelName.Kind, _ isCache: Bool, _ rule: String) throws {
        let channel = try #require(ChannelName(name))
        #expect(channel.kind == kind)
        #expect(channel.isCache == isCache)
        #expect(channel.rule == rule)
        #expect(channel.needsAuthorisation == (kind != .public))
        #expect(channel.description == name)
    }

    @Test(arguments: [
        "", "#", "a b", "a/b", "a\u{0}", "ä", "a#b", "private-{id}", "a:b",
        String(repeating: "a", count: 165),
    ])
    func refusesWhatThePHPSDKRefuses(_ name: String) { #expect(ChannelName(name) == nil) }

    @Test func takes164Characters() {
        #expect(ChannelName(String(repeating: "a", count: 164)) != nil)
        #expect(ChannelName("-_=@,.;09azAZ") != nil)
    }
}
