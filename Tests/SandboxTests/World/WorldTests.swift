import FoundationEssentials
import JSON
import Testing

@testable import Sandbox

@Suite struct WorldTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    private func world(_ seed: UInt64 = 1) throws -> World { World(try .named("team"), seed: seed, now: now) }

    @Test func theSameSeedMakesTheSameHistory() throws {
        let world = try world()
        #expect(world.log.count == world.scenario.history)
        #expect(world.log.map(\.data) == (try self.world()).log.map(\.data))
        #expect(world.log.map(\.data) != (try self.world(2)).log.map(\.data))
        #expect(world.log.allSatisfy { $0.createdAt < now })
        #expect(world.log.map(\.cursor) == Array(1...world.log.count))
    }

    /// The payloads of interface.md.
    @Test func payloadsHaveWhatTheContractNames() throws {
        var world = try world()
        func payload(_ publication: Publication?) throws -> JSONValue {
            try JSONValue(parsing: try #require(publication).data)
        }
        let comment = try payload(world.comment(task: 142, author: 5, body: "Hi", isReply: false, now: now))
        #expect(comment["comment"]?["author"]?["name"]?.string == "Ana Souza")
        #expect(comment["comment"]?["parent_id"]?.isNull == true && comment["task"]?["project_id"]?.int == 3)
        let reply = try payload(world.comment(task: 142, author: 6, body: "Yes", isReply: true, now: now))
        #expect(reply["comment"]?["parent_id"]?.int == comment["comment"]?["id"]?.int)
        #expect(reply["comment"]?["parent_author_id"]?.int == 5)
        let assigned = try payload(world.assign(task: 142, to: 42, by: 5, now: now))
        #expect(assigned["assignee"]?["id"]?.int == 42 && assigned["actor"]?["id"]?.int == 5)
        let changed = try payload(world.change(task: 142, status: "done", by: 5, now: now))
        #expect(changed["to"]?.string == "done" && changed["from"]?.string != nil)
        for value in [comment, reply, assigned, changed] {
            #expect(value["event_id"]?.string != nil && value["cursor"]?.string != nil)
        }
        #expect(world.comment(task: 1, author: 5, body: "x", isReply: false, now: now) == nil)
        #expect(world.assign(task: 142, to: 999, by: 5, now: now) == nil)
    }

    @Test func anEventIsBroadcastOnTheWorkspaceAndItsProject() throws {
        var world = try world()
        let publication = world.comment(task: 142, author: 5, body: "x", isReply: false, now: now)
        #expect(publication?.channels == ["private-workspace.7", "private-project.3"])
    }

    @Test func tokensAreEachOnce() throws {
        var world = try world()
        let issued = (0..<50).map { _ in world.issueToken(for: 42) }
        #expect(Set(issued).count == 50 && issued.allSatisfy { world.tokens[$0] == 42 && $0.contains("|") })
        world.revoke(issued[0])
        #expect(world.tokens[issued[0]] == nil)
    }

    @Test func timesAreWrittenAsLaravelDoes() {
        #expect(World.text(now.addingTimeInterval(0.25)) == "2026-09-21T14:13:20.250000Z")
    }
}
