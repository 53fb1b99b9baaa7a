import Testing

@testable import App

/// The token is refused while the program runs.
@Suite struct LoginUpdateTests {
    private func loggedOut() -> Bench {
        var bench = Bench("a b")
        bench.send(.loggedOut("the application refuses the token (401): it is wrong, expired or revoked."))
        return bench
    }

    @Test func itIsAStateOfItsOwnWithItsKeyAndTheFeedStays() {
        var bench = loggedOut()
        #expect(bench.rows[0].contains("logged out"))
        #expect(bench.screen.contains("L logs in again: the application refuses"))
        // The connection stands, and events go on coming in.
        bench.send(.arrived([Bench.event("c")]))
        #expect(bench.list == "c* a b")
        bench.type("j Enter Esc")
        #expect(bench.screen.contains("L logs in again"))
    }

    @Test func theFormAsksForThePasswordWithoutShowingIt() {
        var bench = loggedOut()
        bench.type("L")
        #expect(bench.asked == "login")
        bench.send(.askToLogIn(host: "acme.example"))
        bench.write("zoe@acme.example")
        bench.type("Enter")
        bench.write("secret")
        #expect(bench.screen.contains("zoe@acme.example") && !bench.screen.contains("secret"))
        bench.forget()
        bench.type("Enter")
        #expect(bench.effects == [.signIn(.password(email: "zoe@acme.example", password: "secret"))])
        #expect(bench.screen.contains("signing in"))
        bench.send(.signedIn(.refused("The provided credentials are incorrect.")))
        #expect(bench.screen.contains("credentials are incorrect"))
        bench.type("Enter")
        bench.send(.signedIn(.accepted("Zoe Keller")))
        #expect(bench.screen.contains("logged in as Zoe Keller") && !bench.rows[0].contains("logged out"))
        #expect(bench.list == "a b")
    }

    @Test func aTokenIsPasted() {
        var bench = loggedOut()
        bench.send(.askToLogIn(host: "acme.example"))
        bench.type("Tab Tab")
        bench.send(.pasted("7|abc\n"))
        #expect(!bench.screen.contains("7|abc"))
        bench.type("Enter")
        #expect(bench.effects == [.signIn(.token("7|abc"))])
        // It is refused as well: by the route that says whose it is, or by the next request.
        bench.send(.loggedOut("the application refuses the token (401)."))
        #expect(bench.screen.contains("refuses this token too"))
        bench.type("Esc")
        #expect(bench.list == "a b" && bench.screen.contains("L logs in again"))
    }

    @Test func nothingIsSentOfAnEmptyForm() {
        var bench = loggedOut()
        bench.send(.askToLogIn(host: "acme.example"))
        bench.type("Enter Enter Enter")
        #expect(bench.effects.isEmpty)
        #expect(bench.screen.contains("or a token"))
    }
}
