import Dispatch
import Store
import Synchronization
import Testing

@Suite struct ChangeBellTests {
    @Test func aRingReachesEveryInstance() async throws {
        let place = try TemporaryStore()
        let queue = DispatchQueue(label: "bell")
        let (rings, heard) = AsyncStream.makeStream(of: String.self)
        let first = try #require(ChangeBell(path: place.path, queue: queue) { heard.yield("first") })
        let second = try #require(ChangeBell(path: place.path, queue: queue) { heard.yield("second") })
        first.ring()
        var listening: Set = ["first", "second"]
        for await name in rings {
            listening.remove(name)
            if listening.isEmpty { break }
        }
        #expect(listening.isEmpty)
        first.close()
        second.close()
    }

    @Test func whereNoFileCanBeMadeThereIsNoBell() {
        #expect(ChangeBell(path: "/proc/nothing/feed.sqlite", queue: .main) {} == nil)
    }
}
