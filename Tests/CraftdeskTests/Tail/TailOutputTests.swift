import Feed
import Foundation
import JSON
import PusherCore
import Store
import Synchronization
import Testing

@testable import craftdesk

/// What `craftdesk tail` writes of what the engine tells, and when it has had enough.
@Suite struct TailOutputTests {
    /// A writer, and what it wrote to the two descriptors.
    private final class Probe: Sendable {
        private let written = Mutex<[Int32: [UInt8]]>([:])

        func take(_ bytes: [UInt8], _ descriptor: Int32) {
            written.withLock { $0[descriptor, default: []] += bytes }
        }

        private func lines(_ descriptor: Int32) -> [String] {
            String(decoding: written.withLock { $0[descriptor] ?? [] }, as: UTF8.self)
                .split(separator: "\n").map(String.init)
        }

        var events: [String] { lines(STDOUT_FILENO) }
        var news: [String] { lines(STDERR_FILENO) }
        var objects: [JSONValue] { events.compactMap { try? JSONValue(parsing: Array($0.utf8)) } }
    }

    private func writer(_ choice: TailWriter.Choice) -> (TailWriter, Probe) {
        let probe = Probe()
        return (TailWriter(choice) { probe.take($0, $1) }, probe)
    }

    private let time = Timestamp(seconds: 1_700_000_000)

    private func event(_ id: String, project: String? = "3", text: String = "Ana commented")
        -> Feed.Notification
    {
        Feed.Notification(
            id: id, kind: .comment, name: "CommentCreated", channel: "private-project.3", project: project,
            actor: Actor(id: "5", name: "Ana"), text: text, occurredAt: time, receivedAt: time,
            payload: Array("{}".utf8))
    }

    @Test func eventsAreLinesAndTheRestIsNews() {
        let (writer, probe) = writer(TailWriter.Choice())
        writer.write([.connection(.connecting), .established(socketID: "1.2"), .arrived([event("1")])])
        #expect(probe.events.map { $0.hasSuffix(" Ana commented") } == [true])
        #expect(probe.news.map { $0.split(separator: " ").last } == ["connecting", "connected"])
    }

    @Test func asJSONEverythingIsOnOneDescriptorInOrder() {
        let (writer, probe) = writer(TailWriter.Choice(isJSON: true))
        writer.write([
            .established(socketID: "1.2"), .subscription(channel: "c", .subscribed), .arrived([event("1")]),
        ])
        #expect(probe.objects.compactMap { $0["type"]?.string } == ["state", "subscription", "event"])
        #expect(probe.news.isEmpty)
    }

    @Test func whatComesTwiceIsWrittenOnce() {
        let (writer, probe) = writer(TailWriter.Choice())
        writer.write([.arrived([event("1"), event("2")])])
        writer.write([.arrived([event("2")])])
        let outage = Outage(from: time, to: time.advanced(byMilliseconds: 60_000), isComplete: true)
        writer.write([.recovered([event("1"), event("3")], outage)])
        #expect(probe.events.count == 3)
        #expect(probe.news.map { $0.hasSuffix("1 recovered") } == [true])
    }

    /// History of the first start is kept to know it again, and not told.
    @Test func historyIsKnownAndNotWritten() {
        let (writer, probe) = writer(TailWriter.Choice())
        writer.write([.history([event("1")]), .arrived([event("1"), event("2")])])
        #expect(probe.events.count == 1)
    }

    @Test func aLimitEndsItInTheMiddleOfABatch() async {
        let (writer, probe) = writer(TailWriter.Choice(limit: 2))
        writer.write([.arrived([event("1"), event("2"), event("3")])])
        writer.write([.arrived([event("4")])])
        #expect(probe.events.count == 2)
        #expect(await writer.finished() == .done)
    }

    @Test func onlyWhatWasAskedForIsWritten() throws {
        let filter = try Query("ana")
        let (writer, probe) = writer(TailWriter.Choice(projects: ["3"], filter: filter))
        writer.write([
            .arrived([
                event("1"), event("2", project: "4"), event("3", project: nil),
                event("4", text: "Bo replied"),
            ])
        ])
        #expect(probe.events.count == 2)
    }

    /// A channel without which there is nothing to wait for: refused for good, or by an application that fails.
    @Test(
        arguments: [(403, .refused), (500, .unreachable), (nil, .unreachable)]
            as [(Int?, craftdesk.ExitStatus)])
    func aNeededChannelThatIsRefusedEndsIt(_ status: Int?, _ expected: craftdesk.ExitStatus) async {
        let (writer, _) = writer(TailWriter.Choice(needed: ["c"]))
        let refused = SubscriptionState.refused(status: status, message: "c is refused")
        writer.write([.subscription(channel: "other", refused)])
        writer.write([.subscription(channel: "c", refused)])
        #expect(await writer.finished() == expected)
    }

    /// Waiting for a server that was never there helps no script; one that went away comes back.
    @Test func aProblemBeforeTheFirstConnectionEndsItAndOneLaterDoesNot() async {
        let problem = Problem(message: "nobody answers", hint: "", atStart: .unreachable)
        let (early, _) = writer(TailWriter.Choice())
        early.write([.problem(problem)])
        #expect(await early.finished() == .unreachable)
        let (later, probe) = writer(TailWriter.Choice(limit: 1))
        later.write([.established(socketID: "1.2"), .problem(problem), .problem(problem)])
        later.write([.arrived([event("1")])])
        #expect(await later.finished() == .done)
        #expect(probe.news.count { $0.contains("nobody answers") } == 1)
    }

    @Test func theSummaryComesAtTheEndInThePlaceOfTheEvents() {
        let (writer, probe) = writer(TailWriter.Choice(isSummary: true))
        let outage = Outage(from: time, to: time.advanced(byMilliseconds: 1), isComplete: false)
        writer.write([.arrived([event("1"), event("1"), event("2", project: "4")]), .recovered([], outage)])
        #expect(probe.events.isEmpty)
        writer.end()
        writer.write([.arrived([event("9")])])
        let summary = probe.objects.first
        #expect(probe.events.count == 1)
        #expect(summary?["events"]?.int == 2)
        #expect(summary?["duplicates"]?.int == 1)
        #expect(summary?["gaps"]?.int == 1)
        #expect(summary?["unread"]?["3"]?.int == 1)
    }

    /// Remote text can't act on the terminal it is written to.
    @Test func remoteTextIsSanitised() {
        let hostile = "\u{1B}]0;owned\u{7}\r\nnext"
        for isJSON in [false, true] {
            let (writer, probe) = writer(TailWriter.Choice(isJSON: isJSON))
            writer.write([.arrived([event("1", text: hostile)])])
            #expect(probe.events.count == 1)
            #expect(!probe.events.joined().contains { "\u{1B}\u{7}\r".contains($0) })
        }
    }

    /// The point to go on from comes after what it covers; there is contact only while there is a connection.
    @Test func whatComesIsKeptForTheNextRun() throws {
        let directory = try TemporaryDirectory()
        let store = try FeedStore(path: directory.path + "/feed.sqlite")
        let (first, _) = writer(TailWriter.Choice())
        try first.load(store)
        first.write([.recovered([event("1")], Outage(from: time, to: time, isComplete: true)), .cursor("7")])
        #expect(store.fact("cursor") == "7")
        #expect(store.fact("last_contact") == nil)
        first.write([.established(socketID: "1.2"), .cursor("8")])
        #expect(store.fact("last_contact") != nil)
        let (second, probe) = writer(TailWriter.Choice())
        try second.load(store)
        second.write([.arrived([event("1"), event("2")])])
        #expect(probe.events.count == 1)
        store.close()
    }
}
