import Feed
import Screen
import Testing

@testable import App

@Suite struct DetailViewTests {
    private static let page = TaskPage(
        id: "a", key: "WEB-a", title: "Checkout fails", status: "in_review", assignee: "Ana",
        comments: [.init(author: "Bo", body: "Looks good.\nShip it.")])

    private func open(width: Int = 80, height: Int = 24) -> Bench {
        var bench = Bench("[a] b", width: width, height: height)
        bench.type("Enter")
        bench.send(.task(Self.page))
        return bench
    }

    @Test func theTaskIsTheOneThatWasFetched() {
        let bench = open()
        for part in ["Checkout fails", "status     In review", "assignee   Ana", "Thread", "Bo", "Ship it."] {
            #expect(bench.screen.contains(part), "\(part)")
        }
    }

    @Test func whatIsOnItsWayShowsAsIfItWereDone() {
        var bench = open()
        bench.type("a S 4")
        bench.type("c o k Enter")
        for part in ["status     Done", "assignee   Zoe Keller", "Zoe Keller (sending)", "  ok"] {
            #expect(bench.screen.contains(part), "\(part)")
        }
    }

    @Test func whoLooksAtItAndWhoWrites() {
        var bench = open()
        bench.send(.people(.list([.init(id: "5", name: "Ana"), .init(id: "6", name: "Bo")])))
        bench.send(
            .whisper(Whisper(kind: .cursor(field: "description"), userID: "5", name: "Ana", taskID: "a")))
        bench.send(.whisper(Whisper(kind: .typing, userID: "6", name: "Bo", taskID: "a")))
        #expect(bench.screen.contains("looking at it: Ana (description), Bo"))
        #expect(bench.screen.contains("writing: Bo"))
        bench.send(.people(.left("5")))
        #expect(bench.screen.contains("looking at it: Bo"))
    }

    @Test func aDraftIsSaidToBeThere() {
        var bench = open()
        bench.type("c h i Esc")
        #expect(bench.screen.contains("you began a comment; c goes on with it"))
    }

    @Test func timesAreOfToday() {
        var bench = Bench("a")
        let today = bench.model.now
        #expect(bench.model.time(today).count == 5)
        #expect(bench.model.time(today.advanced(byMilliseconds: -86_400_000 * 3)).count == 16)
        bench.model.preferences.zone = Zone(secondsFromUTC: 3600)
        #expect(bench.model.time(today) == bench.model.clock(today))
    }

    @Test func itFitsEverySize() {
        for (width, height) in [(40, 8), (60, 12), (160, 48)] {
            let bench = open(width: width, height: height)
            #expect(bench.rows.allSatisfy { DisplayWidth.of($0) <= width })
            #expect(bench.screen.contains("Ana commented on"))
        }
    }

    /// An entry that is gone is no empty page.
    @Test func whatIsGoneSaysSo() {
        var bench = Bench("[a] b")
        bench.model.push(.detail(DetailState(entry: "nowhere")))
        #expect(bench.screen.contains("This entry is no longer in the list."))
        bench.type("j Esc")
        #expect(bench.list == "[a] b")
    }
}
