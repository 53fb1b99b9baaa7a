import Testing

@testable import craftdesk

/// Each sentence says what, where and what to do.
@Suite struct ConfigurationErrorTests {
    private let place = ConfigurationError.Location(file: "/c.toml", line: 3, column: 5)

    @Test func aPlaceIsAsEditorsTakeIt() { #expect(place.description == "/c.toml:3:5") }

    @Test func eachSentenceNamesThePlaceAndWhatToDo() {
        let sentences: [(ConfigurationError, [String])] = [
            (
                .unreadable(path: "/c.toml", reason: "it is not UTF-8"),
                ["/c.toml", "it is not UTF-8", "--config"]
            ),
            (.syntax(place, "no value"), ["/c.toml:3:5", "no value"]),
            (.unknown(place, name: "urll", nearest: "url"), ["/c.toml:3:5", "\"urll\"", "\"url\""]),
            (.unknown(place, name: "zzz", nearest: nil), ["/c.toml:3:5", "\"zzz\"", "config show"]),
            (
                .wrongType(place: "--set", path: "ui.clock", expectation: "true or false", found: "\"7\""),
                ["--set", "ui.clock", "true or false", "\"7\""]
            ),
            (.unusable(place: "--set", path: "server.url", reason: "no host"), ["server.url", "no host"]),
            (
                .missing(path: "server.url", help: "Where Reverb is."),
                ["server.url is not set (Where Reverb is)", "config path"]
            ),
            (.noProfile(name: "w", file: "/c.toml", known: []), ["[profile.w]", "no profiles"]),
            (.noProfile(name: "w", file: "/c.toml", known: ["a", "b"]), ["[profile.w]", "it has a, b"]),
            (.badProfileName("../x"), ["\"../x\"", "letters"]),
        ]
        for (error, parts) in sentences {
            for part in parts { #expect(error.description.contains(part), "\(error.description)") }
            #expect(error.description.hasSuffix("."))
            #expect(!error.description.contains(".)"))
        }
    }
}
