import API
import Testing

@Suite struct APIErrorTests {
    static let all: [APIError] = [
        .unreachable(host: "acme.example", reason: "connection refused"), .unauthenticated(path: "/api/user"),
        .forbidden(path: "/api/user", message: ""),
        .forbidden(path: "/api/user", message: "Invalid ability provided."),
        .notFound(path: "/api/user", advice: "set app.user_path"),
        .conflict(path: "/api/tasks/1", newer: nil),
        .csrf(path: "/api/user", host: "acme.example"), .gone(path: "/api/events"),
        .invalid(path: "/api/user", message: "The body field is required."),
        .throttled(path: "/api/user", retryAfter: 30), .throttled(path: "/api/user", retryAfter: nil),
        .redirected(path: "/api/user", location: "/login"), .redirected(path: "/api/user", location: ""),
        .status(500, path: "/api/user", message: "Server Error"),
        .status(418, path: "/api/user", message: ""),
        .unexpectedAnswer(path: "/api/user", isWebPage: true),
        .unexpectedAnswer(path: "/api/user", isWebPage: false), .clearText(host: "acme.example"),
    ]

    @Test(arguments: all) func eachIsOneSentence(_ error: APIError) {
        #expect(error.description.hasSuffix("."))
        #expect(!error.message.hasSuffix("."))
        #expect(!error.hint.hasSuffix(".") || error.hint.isEmpty)
        #expect(!error.description.contains("\n"))
    }

    @Test func eachSaysWhereAndWhatToDo() {
        #expect(
            APIError.csrf(path: "/api/user", host: "acme.example").description
                == "the application takes /api/user for a browser's request (419); take acme.example out of "
                + "SANCTUM_STATEFUL_DOMAINS, and let no proxy add Origin or Referer.")
        #expect(
            APIError.unauthenticated(path: "/api/user").description
                == "the application refuses the token at /api/user (401): it is wrong, expired or revoked; "
                + "run \"craftdesk login\" for a new token.")
    }
}
