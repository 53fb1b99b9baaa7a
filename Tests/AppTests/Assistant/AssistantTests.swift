import Screen
import Testing

@testable import App

/// The first start, question by question.
@Suite struct AssistantTests {
    private static let place = Assistant.Place(
        app: "https://acme.example", server: "wss://ws.acme.example", key: "acme-key")
    private static let acme = Assistant.Workspace(id: "7", name: "Acme")
    private static let other = Assistant.Workspace(id: "9", name: "Beta")

    private static func asked() -> Assistant { Assistant(width: 80, height: 24, isUTF8: true) }

    /// Types a text and Enter.
    private static func answer(_ texts: String..., to assistant: inout Assistant) -> [Assistant.Effect] {
        var effects: [Assistant.Effect] = []
        for text in texts {
            for character in text { effects += assistant.update(.key(.character(character))) }
            effects += assistant.update(.key(.enter))
        }
        return effects
    }

    /// At the question of who one is.
    private static func known(_ place: Assistant.Place = place) -> Assistant {
        var assistant = asked()
        _ = answer("acme.example", to: &assistant)
        _ = assistant.update(.found(place, isWhole: true))
        return assistant
    }

    @Test func fromAnAddressToTheFeed() {
        var assistant = Self.asked()
        #expect(Self.answer("acme.example", to: &assistant) == [.look("acme.example")])
        #expect(assistant.update(.found(Self.place, isWhole: true)) == [])
        #expect(assistant.step == .signIn)
        #expect(
            Self.answer("zoe@acme.example", "secret", to: &assistant)
                == [.signIn(Self.place, email: "zoe@acme.example", password: "secret")])
        var whole = Self.place
        whole.workspace = "7"
        // One workspace is no choice.
        #expect(assistant.update(.signedIn("Zoe", [Self.acme])) == [.finish(whole)])
    }

    @Test func anAddressThatDoesNotTellAsksForTheWebSocket() {
        var assistant = Self.asked()
        _ = Self.answer("acme.example", to: &assistant)
        let half = Assistant.Place(app: "https://acme.example", server: "wss://acme.example")
        #expect(assistant.update(.found(half, isWhole: false)) == [])
        #expect(assistant.step == .server)
        #expect(assistant.form.index == 2)
        #expect(Self.answer("", to: &assistant) == [])
        #expect(assistant.form.error == "This is needed.")
        var whole = half
        whole.key = "acme-key"
        #expect(Self.answer("acme-key", to: &assistant) == [.connect(whole)])
        #expect(assistant.update(.found(whole, isWhole: true)) == [])
        #expect(assistant.step == .signIn)
    }

    @Test func aTokenDoesInsteadOfAPassword() {
        var assistant = Self.known()
        #expect(Self.answer("", "", "1|abc ", to: &assistant) == [.take(Self.place, token: "1|abc")])
    }

    @Test func severalWorkspacesAreAChoice() {
        for (keys, id) in [
            ([KeyPress.down, .enter], "9"), ([.character("2")], "9"), ([.up, .up, .enter], "7"),
        ] {
            var assistant = Self.known()
            _ = Self.answer("zoe@acme.example", "secret", to: &assistant)
            #expect(assistant.update(.signedIn("Zoe", [Self.acme, Self.other])) == [])
            var whole = Self.place
            whole.workspace = id
            #expect(keys.flatMap { assistant.update(.key($0)) } == [.finish(whole)])
        }
    }

    @Test func thePastedAddressChoosesTheWorkspace() {
        var place = Self.place
        place.workspace = "9"
        var assistant = Self.known(place)
        _ = Self.answer("zoe@acme.example", "secret", to: &assistant)
        #expect(assistant.update(.signedIn("Zoe", [Self.acme, Self.other])) == [.finish(place)])
    }

    @Test(arguments: [nil, []] as [[Assistant.Workspace]?])
    func whereNothingIsListedTheIdIsTyped(_ list: [Assistant.Workspace]?) {
        var assistant = Self.known()
        _ = Self.answer("zoe@acme.example", "secret", to: &assistant)
        #expect(assistant.update(.signedIn("Zoe", list)) == [])
        #expect(assistant.step == .workspace)
        #expect(Self.answer("", to: &assistant) == [])
        #expect(assistant.form.error?.contains("id") == true)
        var whole = Self.place
        whole.workspace = "12"
        #expect(Self.answer("12", to: &assistant) == [.finish(whole)])
    }

    @Test func nothingTypedIsASentence() {
        var assistant = Self.asked()
        #expect(Self.answer("", to: &assistant) == [])
        #expect(assistant.form.error == "Type an address first, as in acme.example.")
        assistant = Self.known()
        #expect(Self.answer("", "", "", to: &assistant) == [])
        #expect(assistant.form.error == "Type an e-mail address and a password, or a token.")
        #expect(assistant.form.index == 0)
    }

    @Test func aRefusalKeepsWhatWasTyped() {
        var assistant = Self.known()
        _ = Self.answer("zoe@acme.example", "wrong", to: &assistant)
        _ = assistant.update(.refused("The provided credentials\u{1B}[2J are incorrect.", field: "password"))
        #expect(assistant.step == .signIn)
        #expect(assistant.form.text(of: "email") == "zoe@acme.example")
        #expect(assistant.form.index == 1)
        let screen = view(assistant).buffer.lines.joined(separator: "\n")
        #expect(screen.contains("credentials[2J are incorrect."))
    }

    @Test func escapeLeavesAtEveryStep() {
        var choosing = Self.known()
        _ = Self.answer("zoe@acme.example", "secret", to: &choosing)
        _ = choosing.update(.signedIn("Zoe", [Self.acme, Self.other]))
        for assistant in [Self.asked(), Self.known(), choosing] {
            var assistant = assistant
            #expect(assistant.update(.key(.escape)) == [.leave(isInterrupted: false)])
            #expect(assistant.update(.key(.control("c"))) == [.leave(isInterrupted: true)])
        }
    }

    @Test func anAnswerNobodyWaitsForChangesNothing() {
        var assistant = Self.known()
        let before = assistant
        #expect(assistant.update(.found(Assistant.Place(), isWhole: false)) == [])
        #expect(assistant.update(.signedIn("Mallory", [Self.other])) == [])
        #expect(assistant == before)
    }

    @Test func aPasteGoesIntoTheField() {
        var assistant = Self.asked()
        _ = assistant.update(.pasted("https://acme.example/w/7\n"))
        #expect(assistant.update(.key(.enter)) == [.look("https://acme.example/w/7")])
    }

    @Test func aScreenTooSmallSaysSo() {
        var assistant = Self.asked()
        _ = assistant.update(.resized(width: 39, height: 8))
        #expect(view(assistant).buffer.lines.joined().contains("39x8 is too small"))
    }
}
