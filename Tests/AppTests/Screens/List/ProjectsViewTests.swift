import Feed
import Testing

@testable import App

@Suite struct ProjectsViewTests {
    @Test func badgesCountUnreadAndMentions() {
        var bench = Bench("[a*] b* c")
        bench.send(
            .loaded([
                (Bench.event("m", project: "4", forMe: true), Marks()),
                (Bench.event("n", project: "4"), Marks()),
            ])
        )
        #expect(bench.model.badges(of: "3").map(\.text) == [" 2"])
        #expect(bench.model.badges(of: "4").map(\.text) == [" 2", " @1"])
        #expect(bench.model.badges(of: "5").isEmpty)
        #expect(bench.rows[1].hasPrefix(" 1 WEB 2  2 API 2 @1  3 OPS"))
    }

    @Test func theProjectInViewIsInTheStripHoweverManyThereAre() {
        var bench = Bench("[a] b")
        let many = (1...40).map { Project(id: "\($0)", key: "PROJECT\($0)", name: "P") }
        bench.send(.projects(many))
        bench.send(.showProject("30"))
        #expect(bench.rows[1].contains("PROJECT30"))
    }

    @Test func theColumnShowsHowMuchHappened() {
        var bench = Bench("[a] b", width: 160, height: 48)
        bench.send(.arrived((0..<5).map { Bench.event("n\($0)", project: "5") }))
        let row = bench.rows.firstIndex { $0.contains("3 OPS") } ?? 0
        #expect(bench.rows[row + 1].contains("█"))
    }

    @Test func aTimeToComeLeavesTheSparklineAlone() {
        var bench = Bench("[a] b", width: 160, height: 48)
        bench.send(.arrived([Bench.event("late", minutesAgo: -1_000_000_000, project: "5")]))
        bench.send(.arrived([Bench.event("now", project: "5")]))
        #expect(bench.model.activity["5"]?.total == 2)
    }
}
