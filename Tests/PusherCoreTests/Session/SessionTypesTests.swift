import Testing

@testable import PusherCore

@Suite struct SessionTypesTests {
    /// Scripts read these (interface.md).
    @Test func statesHaveTheNamesOfPusherJS() {
        #expect(
            ConnectionState.allCases.map(\.rawValue) == [
                "initialized", "connecting", "connected", "unavailable", "failed", "disconnected",
            ])
    }

    @Test func anErrorIsOneLine() {
        #expect(SessionError(code: 4001, message: "a", hint: "b").description == "a (4001): b")
        #expect(SessionError(message: "a").description == "a")
    }

    @Test func eachWhisperRefusalIsASentence() {
        let all: [WhisperRefusal] = [
            .notConnected, .notSubscribed, .publicChannel, .encryptedChannel, .malformed, .tooLong(limit: 10),
            .tooMany, .disabled,
        ]
        #expect(Set(all.map(\.description)).count == all.count)
    }

    /// The times of protocol notes 2.3, 3.4, 4.2, 5.2 and 6.1.
    @Test func theDefaultsAreThoseOfTheNotes() {
        let configuration = SessionConfiguration(key: "k", isSecure: true)
        #expect(
            configuration.connectTimeout == .seconds(10) && configuration.establishTimeout == .seconds(10))
        #expect(configuration.activityTimeout == .seconds(30) && configuration.pongTimeout == .seconds(15))
        #expect(configuration.wakePongTimeout == .seconds(5) && configuration.stableAfter == .seconds(30))
        #expect(
            configuration.subscribeTimeout == .seconds(10) && configuration.rateLimitPause == .seconds(60))
        #expect(
            configuration.maximumParallelAuthorisations == 4 && configuration.maximumMessageSize == 10_000)
    }
}
