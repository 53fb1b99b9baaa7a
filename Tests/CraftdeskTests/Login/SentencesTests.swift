import API
import JSON
import Testing

@testable import craftdesk

@Suite struct SentencesTests {
    /// What a script does with an error hangs on the status.
    @Test(
        arguments: [
            (.unauthenticated(path: "/x"), .refused), (.forbidden(path: "/x", message: ""), .refused),
            (.invalid(path: "/x", message: ""), .refused), (.notFound(path: "/x", advice: "a"), .refused),
            (.unreachable(host: "h", reason: "r"), .unreachable),
            (.throttled(path: "/x", retryAfter: 3), .unreachable),
            (.status(500, path: "/x", message: ""), .unreachable), (.clearText(host: "h"), .configuration),
        ] as [(APIError, craftdesk.ExitStatus)])
    func eachErrorHasItsStatus(_ error: APIError, _ status: craftdesk.ExitStatus) {
        #expect(Failure(error).status == status)
        #expect(!Failure(error).description.isEmpty)
    }

    /// The application's words are remote text.
    @Test func theApplicationsWordsAreSanitised() {
        let failure = Failure(APIError.forbidden(path: "/x", message: "\u{1B}]0;owned\u{7}no\r\n"))
        #expect(!failure.description.contains { "\u{1B}\u{7}\r\n".contains($0) })
        let user = User(id: "5", name: "A\u{1B}[31mna", email: "ana@acme.example")
        #expect(!user.line(host: "acme.example", "the file").contains("\u{1B}"))
    }

    @Test func whoeverItIsIsOneLineOrOneObject() {
        let user = User(id: "5", name: "Ana", email: "ana@acme.example")
        #expect(
            user.line(host: "acme.example", "CRAFTDESK_TOKEN")
                == "Ana <ana@acme.example>, user 5 of acme.example, by the token of CRAFTDESK_TOKEN")
        #expect(
            user.json(host: "acme.example").serialized()
                == #"{"id":"5","name":"Ana","email":"ana@acme.example","host":"acme.example"}"#)
        let nameless = User(id: "5", name: "Ana").json(host: "h")
        #expect(nameless["email"] == .null)
    }
}
