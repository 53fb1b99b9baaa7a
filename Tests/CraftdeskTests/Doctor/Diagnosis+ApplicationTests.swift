import API
import Testing

@testable import craftdesk

/// What the doctor says of each answer of the application. With real answers it is in `DoctorTests`.
@Suite struct DiagnosisApplicationTests {
    private let context: DiagnosisContext

    init() throws { context = try .acme([("app.auth_path", "/api/broadcasting/auth")]) }

    private func isWhole(_ diagnosis: Diagnosis) -> Bool {
        [diagnosis.what, diagnosis.change].allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") }
            && diagnosis.status != .done
    }

    @Test(
        arguments: [
            .unreachable(host: "h", reason: "r"), .unauthenticated(path: "/x"),
            .forbidden(path: "/x", message: ""),
            .notFound(path: "/x", advice: "a"), .conflict(path: "/x", newer: nil),
            .csrf(path: "/x", host: "h"),
            .gone(path: "/x"), .invalid(path: "/x", message: ""), .throttled(path: "/x", retryAfter: nil),
            .redirected(path: "/x", location: "/login"), .status(500, path: "/x", message: ""),
            .unexpectedAnswer(path: "/x", isWebPage: true), .clearText(host: "h"),
        ] as [APIError])
    func eachErrorSaysWhatToChange(_ error: APIError) {
        let diagnosis = Diagnosis(error, route: "/api/user", context)
        #expect(isWhole(diagnosis), "\(diagnosis)")
        #expect(diagnosis.what == error.message)
    }

    @Test(arguments: [200, 302, 401, 403, 404, 419, 422, 429, 500, 502, 4009, 4301, nil] as [Int?])
    func eachRefusalOfAChannelSaysWhatToChange(_ status: Int?) {
        for isFirst in [true, false] {
            let diagnosis = Diagnosis(
                channel: "private-a", status: status, message: "why", isFirst: isFirst, context)
            #expect(isWhole(diagnosis), "\(diagnosis)")
            #expect(diagnosis.what.contains("private-a"))
            if let status { #expect(diagnosis.what.contains("(\(status)) (\"why\")"), "\(diagnosis)") }
        }
    }

    /// Laravel registers the route with the prefix or without; where one isn't there it is the other.
    @Test func aMissingRouteNamesTheOther() {
        let diagnosis = Diagnosis(channel: "c", status: 404, message: "", isFirst: true, context)
        #expect(diagnosis.change.contains(#"app.auth_path = "/broadcasting/auth""#))
        #expect(diagnosis.side == .here && diagnosis.file == "config.toml")
    }

    /// One channel may be refused to one user; if it is the workspace's, the route itself may be wrong.
    @Test func theFirstChannelsRefusalIsAnothers() {
        let first = Diagnosis(channel: "c", status: 403, message: "", isFirst: true, context)
        let later = Diagnosis(channel: "c", status: 403, message: "", isFirst: false, context)
        #expect(first != later)
    }
}
