import Feed
import Screen
import Testing

@testable import App

@Suite struct StatusLineTests {
    @Test func theStateIsAlwaysToRead() {
        for (connection, words) in [
            (Model.Connection.connecting, "connecting"), (.live, "● live"), (.failed("no"), "failed"),
            (.offline(since: Bench.now, retryAt: Bench.now.advanced(byMilliseconds: 8000)), "retry 8 s"),
        ] {
            for width in [40, 60, 80, 160] {
                var bench = Bench("[a*] b", width: width, height: 24)
                bench.send(.connection(connection))
                #expect(bench.rows[0].hasSuffix(words), "\(width) \(words)")
            }
        }
    }

    @Test func aFailureLooksLikeOne() {
        var bench = Bench("[a] b")
        bench.send(.problem("the disk is full"))
        #expect(bench.model.statusRole == .error)
        bench.send(.notice("copied WEB-1"))
        #expect(bench.model.statusRole == .status)
        bench.send(.problem("no"))
        bench.type("j")
        #expect(bench.model.status == nil)
        #expect(bench.model.statusRole == .status)
    }

    @Test func theStatusLineTellsHowThingsStand() {
        var bench = Bench("[a] b c")
        bench.type("v j")
        #expect(bench.screen.contains("2 in the range; a command is for all of it"))
        bench.type("Esc x j")
        #expect(bench.screen.contains("1 selected"))
    }

    @Test func severalTypeAtOnce() {
        var bench = Bench("[a] b")
        for name in ["Ana", "Bo"] {
            bench.send(.whisper(Whisper(kind: .typing, userID: name, name: name, taskID: "a")))
        }
        #expect(bench.model.typingSentence == "Ana in WEB-a, Bo in WEB-a are typing")
    }
}
