import API
import Sandbox
import Testing

/// Protocol notes 6.1 to 6.4: the request, and what each status of Laravel's means.
@Suite struct APIClientAuthorisationTests {
    @Test func theRequestIsThatOfPusherJS() async throws {
        let answer = #"{"auth":"key:1f","channel_data":"{\"user_id\":\"42\"}","shared_secret":"c2VjcmV0"}"#
        try await withStub(answering({ _ in .json(answer) }), socketID: "1.2") { client, server in
            let result = await client.authorise(channel: "presence-a,b", socketID: "1.2")
            #expect(
                result
                    == .granted(
                        auth: "key:1f", channelData: #"{"user_id":"42"}"#, sharedSecret: "c2VjcmV0"))
            let request = try #require(server.requests.first)
            #expect(request.line == "POST /broadcasting/auth HTTP/1.1")
            #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
            #expect(request.headers["accept"] == "application/json")
            #expect(request.headers["x-socket-id"] == nil)
            #expect(request.body == "socket_id=1.2&channel_name=presence-a%2Cb")
        }
    }

    static let refusals: [(StubServer.Answer, Int, String)] = [
        (.init(status: 200), 200, ""), (.json(#"{"foo":1}"#), 200, ""),
        (.init(status: 200, body: " <!doctype html>"), 200, "a web page came back"),
        (.init(status: 302, headers: [("Location", "/login")]), 302, ""),
        (.json(#"{"message":"Unauthenticated."}"#, status: 401), 401, ""),
        (.json(#"{"message":""}"#, status: 403), 403, ""),
        (
            .json(#"{"message":"Invalid ability provided."}"#, status: 403), 403,
            "Invalid ability provided."
        ),
        (.init(status: 404), 404, ""), (.json(#"{"message":"CSRF token mismatch."}"#, status: 419), 419, ""),
        (.json(#"{"message":"The team is required."}"#, status: 422), 422, "The team is required."),
        (.json(#"{"message":"Server Error","trace":[]}"#, status: 500), 500, "Server Error"),
        (.init(status: 418), 418, ""),
    ]

    /// The sentence for each of them is the session's (PusherCore).
    @Test(arguments: refusals)
    func eachRefusalKeepsItsStatusAndWords(_ answer: StubServer.Answer, _ status: Int, _ words: String)
        async throws
    {
        try await withStub(answering({ _ in answer })) { client, server in
            let result = await client.authorise(channel: "private-orders.7", socketID: "1.2")
            #expect(result == .refused(status: status, message: words))
            #expect(server.requests.count == 1)
        }
    }

    @Test func throttlingIsAPause() async throws {
        try await withStub(answering({ _ in .init(status: 429, headers: [("Retry-After", "30")]) })) {
            client, _ in
            let result = await client.authorise(channel: "private-a", socketID: "1.2")
            #expect(result == .throttled(retryAfter: .seconds(30)))
        }
        try await withStub(answering({ _ in .init(status: 429, headers: [("Retry-After", "soon")]) })) {
            client, _ in
            let result = await client.authorise(channel: "private-a", socketID: "1.2")
            #expect(result == .throttled(retryAfter: nil))
        }
    }

    @Test func noAnswerIsNoRefusal() async throws {
        try await withStub(answering({ _ in nil })) { client, _ in
            guard
                case .unreachable(let message) = await client.authorise(
                    channel: "private-a", socketID: "1.2")
            else {
                Issue.record()
                return
            }
            #expect(message.contains("private-a"))
            #expect(message.contains("app.url"))
        }
    }

    @Test func theSandboxSignsAndRefuses() async throws {
        try await withSandbox { client, server in
            guard
                case .granted(let auth, nil, nil) = await client.authorise(
                    channel: "private-workspace.\(server.workspace)", socketID: "1.2")
            else {
                Issue.record()
                return
            }
            #expect(auth.hasPrefix("sandbox-key:"))
            guard case .refused(403, _) = await client.authorise(channel: "private-orders.7", socketID: "1.2")
            else {
                Issue.record()
                return
            }
            client.use(token: "1|wrong")
            guard case .refused(401, _) = await client.authorise(channel: "private-orders.7", socketID: "1.2")
            else {
                Issue.record()
                return
            }
        }
    }
}
