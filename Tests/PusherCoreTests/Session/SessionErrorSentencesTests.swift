import Testing

@testable import PusherCore

/// What people read: each refusal, outage and misconfiguration of the protocol notes has a sentence of its own.
@Suite struct SessionErrorSentencesTests {
    private static func error(_ code: Int?, _ text: String = "", greeting: Bool = true) -> SessionError {
        SessionError(code: code, text: text, key: "k", isGreeting: greeting)
    }

    @Test func eachCodeHasItsOwnSentence() {
        let codes = [4000, 4001, 4003, 4004, 4005, 4006, 4009, 4100, 4200, 4201, 4202, 4301, 4302]
        let sentences = codes.map { Self.error($0).description }
        #expect(Set(sentences).count == codes.count)
    }

    @Test func eachSaysWhatToDo() {
        let codes = [
            4000, 4001, 4003, 4004, 4005, 4006, 4009, 4050, 4100, 4150, 4200, 4201, 4202, 4301, 4302,
        ]
        for code in codes { #expect(!Self.error(code).hint.isEmpty, "\(code)") }
        for code in [1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000] {
            let error = SessionError(closeCode: code, reason: "", key: "k")
            #expect(!error.hint.isEmpty && error.message.contains("connection"), "\(code)")
        }
    }

    /// RFC 6455 section 5.5.1; codes from 4000 are by agreement, and Pusher's reasons are for people.
    @Test func reasonsAreShownOnlyOfThePrivateCodes() {
        func isShown(_ code: Int) -> Bool {
            let error = SessionError(closeCode: code, reason: "0x7f3a", key: "k")
            return error.message.contains("0x7f3a") || error.hint.contains("0x7f3a")
        }
        for code in 1000..<4000 where isShown(code) { Issue.record("\(code)") }
        #expect(isShown(4000))
        #expect(isShown(4999))
    }

    @Test(arguments: [
        (4001, "Application does not exist", "server.key"), (4009, "Origin not allowed", "server.origin"),
        (4009, "Connection is unauthorized", "REVERB_APP_SECRET"),
        (4009, "The client is not a member of the specified channel.", "subscription had ended"),
        (4301, "The app does not have client messaging enabled.", "accept_client_events_from"),
        (4301, "Rate limit exceeded", "rate_limiting"),
        (4004, "Application is over connection quota", "max_connections"),
        (4200, "Invalid message format", "craftdesk record"),
    ])
    func reverbsErrorsNameWhatToChange(_ code: Int, _ text: String, _ hint: String) {
        let error = Self.error(code, text, greeting: false)
        #expect(error.hint.contains(hint), "\(error)")
        #expect(error.message.hasSuffix(": " + text) && !error.isFatal)
    }

    @Test(arguments: [200, 301, 400, 401, 403, 404, 413, 426, 429, 500, 502, 503, 504, 418])
    func eachHandshakeStatusHasAHint(_ status: Int) {
        let error = SessionError(.httpStatus(status, reason: "X", retryAfter: nil), isSecure: false)
        #expect(error.code == status && error.message.contains("HTTP \(status) X") && !error.hint.isEmpty)
    }

    @Test func aBusyServerSaysHowLong() {
        #expect(
            SessionError(.httpStatus(503, reason: "", retryAfter: .seconds(7)), isSecure: false)
                .hint.contains("after 7 s"))
    }

    @Test(arguments: [
        TransportFailure.unreachable("x"), .certificate("x"), .tls("x"), .notWebSocket("x"), .proxy("x"),
        .timedOut,
    ])
    func eachFailureHasAHint(_ failure: TransportFailure) {
        for isSecure in [false, true] {
            let error = SessionError(failure, isSecure: isSecure)
            #expect(!error.hint.isEmpty && !error.isFatal)
        }
    }

    /// TLS where there is none, and none where there is: the commonest mistake in an address.
    @Test func theOtherSchemeIsNamed() {
        for failure in [TransportFailure.tls("x"), .timedOut] {
            #expect(SessionError(failure, isSecure: true).hint.contains("ws://"))
        }
        #expect(SessionError(.notWebSocket("x"), isSecure: false).hint.contains("wss://"))
        #expect(SessionError(.timedOut, isSecure: true).message.contains("TLS"))
    }

    /// soketi's 4200 is a farewell, Reverb's a complaint (12).
    @Test func aFarewellIsNoComplaint() {
        let farewell = Self.error(4200, "Server closed. Please reconnect shortly.", greeting: false)
        #expect(
            farewell.message.hasPrefix("the server ended the connection") && farewell.hint == "it reconnects")
    }

    /// Protocol notes 6.3, a row each.
    @Test(arguments: [
        (200, "", "log or null"), (302, "", "auth:sanctum"), (401, "Unauthenticated.", "craftdesk login"),
        (403, "", "no permission"), (403, "Invalid ability provided.", "lacks an ability"),
        (404, "", #"app.auth_path = "/api/broadcasting/auth""#), (405, "", "app.auth_path"),
        (419, "CSRF token mismatch.", "SANCTUM_STATEFUL_DOMAINS"),
        (422, "The x field is required.", "required"),
        (500, "Server Error", "its log"), (4009, "Connection is unauthorized", "REVERB_APP_SECRET"),
    ])
    func aRefusedChannelSaysWhatToChange(_ status: Int, _ text: String, _ words: String) {
        let sentence = SessionError.refusal("private-a", status, text, authPath: "/broadcasting/auth")
        #expect(
            sentence.hasPrefix("private-a is refused (\(status)): ") && sentence.contains(words),
            "\(sentence)")
    }

    @Test func a404SuggestsTheOtherPath() {
        let sentence = SessionError.refusal("private-a", 404, "", authPath: "/api/broadcasting/auth")
        #expect(sentence.contains(#"app.auth_path = "/broadcasting/auth""#))
    }

    @Test func noneEndsWithAFullStop() {
        let errors =
            (4000...4310).map { Self.error($0) } + [
                .noGreeting(SessionConfiguration(key: "k", isSecure: false)),
                .noPong(SessionConfiguration(key: "k", isSecure: false)),
                .notOfTheProtocol(SessionConfiguration(key: "k", isSecure: false)), .endedTLS(text: ""),
                .undecipherable("c", .wrongKey), .undecipherable("c", .malformed, count: 2),
                .undecipherable("c", .overflow), Self.error(nil), Self.error(nil, greeting: false),
            ]
        for error in errors {
            #expect(!error.message.hasSuffix(".") && !error.hint.hasSuffix("."), "\(error)")
            #expect(error.message.first?.isUppercase != true, "\(error)")
        }
    }
}
