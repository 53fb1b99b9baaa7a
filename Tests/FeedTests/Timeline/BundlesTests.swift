import Testing

@testable import Feed

@Suite struct BundlesTests {
    private func group(_ bundles: inout Bundles, _ entry: Notification) -> Int {
        bundles.group(of: entry, at: entry.receivedAt).group
    }

    @Test func aConversationIsATaskOrAKindByAnActor() {
        var bundles = Bundles(window: 60_000)
        let first = group(&bundles, Fixture.entry("a", task: "1"))
        #expect(group(&bundles, Fixture.entry("b", .status, task: "1", actor: nil)) == first)
        #expect(group(&bundles, Fixture.entry("c", task: "2")) != first)
        let added = group(&bundles, Fixture.entry("d", .memberAdded, task: nil))
        #expect(group(&bundles, Fixture.entry("e", .memberAdded, task: nil)) == added)
        #expect(group(&bundles, Fixture.entry("f", .memberRemoved, task: nil)) != added)
        #expect(
            group(&bundles, Fixture.entry("g", .memberAdded, task: nil, actor: Actor(id: "9", name: "B")))
                != added)
        #expect(group(&bundles, Fixture.entry("h", .memberAdded, task: nil, project: "4")) != added)
    }

    @Test func silenceLongerThanTheWindowBeginsANewOne() {
        var bundles = Bundles(window: 60_000)
        let first = group(&bundles, Fixture.entry("a", at: 0))
        #expect(group(&bundles, Fixture.entry("b", at: 60)) == first)
        #expect(group(&bundles, Fixture.entry("c", at: 120)) == first)
        #expect(group(&bundles, Fixture.entry("d", at: 181)) != first)
        #expect(group(&bundles, Fixture.entry("e", at: -60)) == first)
        #expect(group(&bundles, Fixture.entry("f", at: -121)) != first)
    }

    @Test func anEntryBetweenTwoMakesThemOne() {
        var bundles = Bundles(window: 60_000)
        let old = group(&bundles, Fixture.entry("a", at: 0))
        let new = group(&bundles, Fixture.entry("b", at: 100))
        #expect(old != new)
        let (joined, merged) = bundles.group(of: Fixture.entry("c", at: 50), at: Fixture.at(50))
        #expect(joined == new)
        #expect(merged == old)
        #expect(bundles.root(of: old) == new)
        #expect(group(&bundles, Fixture.entry("d", at: -60)) == new)
    }

    @Test func whatIsForMeStandsAlone() {
        var bundles = Bundles(window: 60_000)
        let first = group(&bundles, Fixture.entry("a"))
        let mine = group(&bundles, Fixture.entry("b", forMe: true))
        #expect(mine != first)
        #expect(group(&bundles, Fixture.entry("c", forMe: true)) != mine)
        #expect(group(&bundles, Fixture.entry("d")) == first)
    }

    @Test func conversationsThatAreGoneAreForgotten() {
        var bundles = Bundles(window: 60_000)
        let first = group(&bundles, Fixture.entry("a"))
        bundles.keep([])
        #expect(group(&bundles, Fixture.entry("b")) != first)
    }
}
