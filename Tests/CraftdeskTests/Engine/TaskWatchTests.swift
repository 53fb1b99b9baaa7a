import API
import Feed
import Testing

@testable import craftdesk

@Suite struct TaskWatchTests {
    private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    private func event(_ task: String, _ kind: EventKind = .comment) -> Feed.Notification {
        Feed.Notification(
            id: "e", kind: kind, name: "E", channel: "c", task: TaskReference(id: task), text: "t",
            occurredAt: at(0), receivedAt: at(0))
    }

    private func task(_ id: String, updated: String? = nil, version: Int? = nil) -> TaskDetail {
        TaskDetail(
            id: id, title: "T", updatedAt: updated, version: version, comments: [])
    }

    @Test func aBurstIsOneRequest() {
        var watch = TaskWatch()
        _ = watch.open("1")
        for time in stride(from: Int64(0), through: 900, by: 100) { watch.changed(event("1"), now: at(time)) }
        let answer1 = watch.takeDue(now: at(1199))
        #expect(answer1.isEmpty)
        #expect(watch.deadline == at(1200))
        let answer2 = watch.takeDue(now: at(1200))
        #expect(answer2 == ["1"])
        #expect(watch.deadline == nil)
    }

    @Test func aBurstWithoutEndIsARequestNowAndThen() {
        var watch = TaskWatch()
        _ = watch.open("1")
        var requests = 0
        for time in stride(from: Int64(0), to: 10_000, by: 50) {
            watch.changed(event("1"), now: at(time))
            requests += watch.takeDue(now: at(time)).count
        }
        #expect(requests == 4)
    }

    @Test func whatComesOnTheScreenIsFetchedWhenItHasStayed() {
        var watch = TaskWatch()
        _ = watch.show(["1"])
        watch.expect(["1"], now: at(0))
        // The cursor goes on before it is due.
        _ = watch.show(["2"])
        watch.expect(["2"], now: at(100))
        let early = watch.takeDue(now: at(399))
        #expect(early.isEmpty)
        let due = watch.takeDue(now: at(400))
        #expect(due == ["2"])
        #expect(watch.deadline == nil)
    }

    @Test func onlyWhatIsLookedAtIsFetched() {
        var watch = TaskWatch()
        watch.changed(event("1"), now: at(0))
        _ = watch.show(["2", "3"])
        watch.changed(event("2"), now: at(0))
        watch.changed(event("3", .quota), now: at(0))
        let answer3 = watch.takeDue(now: at(5000))
        #expect(answer3 == ["2"])
    }

    @Test func whatIsLeftIsGivenUp() {
        var watch = TaskWatch()
        _ = watch.show(["1", "2"])
        _ = watch.open("1")
        watch.changed(event("1"), now: at(0))
        watch.changed(event("2"), now: at(0))
        let answer4 = watch.show([])
        #expect(answer4 == ["2"])
        let answer5 = watch.open(nil)
        #expect(answer5 == ["1"])
        #expect(watch.deadline == nil)
    }

    @Test func theNewerAnswerWins() {
        var watch = TaskWatch()
        let answer6 = watch.accept(task("1", updated: "2026-11-23T15:55:02Z"))
        #expect(answer6)
        let answer7 = watch.accept(task("1", updated: "2026-11-23T15:55:01.999Z"))
        #expect(!answer7)
        let answer8 = watch.accept(task("1", updated: "2026-11-23T15:55:02.000000Z"))
        #expect(answer8)
        let answer9 = watch.accept(task("1", updated: "nonsense"))
        #expect(answer9)
        let answer10 = watch.accept(task("2", updated: "2026-11-23T15:55:02Z", version: 4))
        #expect(answer10)
        let answer11 = watch.accept(task("2", updated: "2026-11-23T15:55:09Z", version: 3))
        #expect(!answer11)
        #expect(watch.seen("2")?.version == 4)
    }

    @Test func onlySoManyAreRemembered() {
        var watch = TaskWatch()
        _ = watch.open("0")
        for id in 0..<1000 { _ = watch.accept(task(String(id))) }
        #expect((0..<1000).count { watch.seen(String($0)) != nil } == 64)
        #expect(watch.seen("0") != nil)
    }
}
