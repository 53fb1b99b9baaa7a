import Testing

@testable import PusherCore

/// The action table of protocol notes 2.3, a transcript for each row.
@Suite struct RecoveryTests {
    /// Plays a greeting that isn't one, and what follows.
    private func greeted(_ said: String, _ rest: String, secure: Bool = false) {
        var transcript = Transcript(secure: secure)
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open \(secure ? "wss" : "ws")
            0      opened                      │
            1      < \(said)                   │ \(rest)
            """)
    }

    /// Plays the end of a connection that was established for a minute.
    private func closed(_ code: Int, _ rest: String) {
        var transcript = Transcript { $0.activityTimeout = .seconds(120) }
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      opened                      │
            0      < established 1.1 120       │ state connected
                                               │ established 1.1
            60     closed \(code)              │ \(rest)
            """)
    }

    // Row: error/close 4000 on ws.

    @Test func code4000UpgradesToTLSOnce() {
        greeted(
            "error 4000 TLS",
            """
            error 4000: the server takes only TLS connections: TLS
                                               │ close 1000
                                               │ attempt 1 in 0.5 s
            1.5    …                           │ open wss
            2      opened                      │
            2      < error 4000 TLS            │ error 4000 fatal: the server asks for TLS on a connection that has it: TLS
                                               │ close 1000
                                               │ state failed
            200    …                           │
            """)
    }

    /// The same by a Close frame, whenever it comes.
    @Test func closeCode4000UpgradesToTLSOnce() {
        closed(
            4000,
            """
            error 4000: the server takes only TLS connections
                                               │ state connecting
                                               │ attempt 1 in 0.5 s
            60.5   …                           │ open wss
            61     opened                      │
            61     closed 4000                 │ error 4000 fatal: the server asks for TLS on a connection that has it
                                               │ state failed
            200    …                           │
            """)
    }

    @Test func code4000OnTLSIsTheEnd() {
        greeted(
            "error 4000 TLS",
            """
            error 4000 fatal: the server asks for TLS on a connection that has it: TLS
                                               │ close 1000
                                               │ state failed
            999    …                           │
            """, secure: true)
    }

    // Row: 4001, 4003, 4005 to 4009 before established.

    @Test(arguments: [
        (4001, "the server knows no application with the key \"orbit-key-4c1d\""),
        (4003, "the server has the application disabled"), (4005, "the server has nothing at this path"),
        (4006, "the server does not speak version 7 of the Pusher protocol"),
        (4007, "the server does not speak version 7 of the Pusher protocol"),
        (4008, "the server does not speak version 7 of the Pusher protocol"),
        (4009, "the server refuses the authorisation"), (4050, "the server refuses the connection"),
    ])
    func refusalsWaitForTheUser(_ code: Int, _ message: String) {
        greeted(
            "error \(code) no",
            """
            error \(code) fatal: \(message): no
                                               │ close 1000
                                               │ state failed
            999    …                           │
            1000   retry                       │ state connecting
                                               │ open ws
            """)
        closed(
            code,
            """
            error \(code) fatal: \(message)
                                               │ state failed
            999    …                           │
            """)
    }

    @Test func theOriginHasASentenceOfItsOwn() {
        greeted(
            "error 4009 Origin not allowed",
            """
            error 4009 fatal: the server does not accept the origin of this connection: Origin not allowed
                                               │ close 1000
                                               │ state failed
            """)
    }

    // Row: 4004 before established.

    @Test func aFullServerIsTriedAgainAfterAMinuteOrTwo() {
        greeted(
            "error 4004 full",
            """
            error 4004: the server has as many connections as it may have: full
                                               │ close 1000
                                               │ state failed
                                               │ attempt 1 in 120 s
            121    …                           │ state connecting
                                               │ open ws
            """)
    }

    // Row: 41xx close.

    @Test func overCapacityStartsAtTheSecondStep() {
        closed(
            4100,
            """
            error 4100: the server is over capacity
                                               │ state connecting
                                               │ attempt 2 in 2 s
            62     …                           │ open ws
            """)
        greeted(
            "error 4100 busy",
            """
            error 4100: the server is over capacity: busy
                                               │ close 1000
                                               │ attempt 2 in 2 s
            """)
    }

    // Row: 42xx close.

    @Test func reconnectsAtOnceButNotAgainAndAgain() {
        closed(
            4200,
            """
            error 4200: the server ended the connection
                                               │ state connecting
                                               │ attempt 1 in 0.5 s
            60.5   …                           │ open ws
            60.5   opened                      │
            60.5   < established 2.2           │ state connected
                                               │ established 2.2
            61     closed 4202                 │ error 4202: the server ended a connection of a day without activity
                                               │ state connecting
                                               │ attempt 2 in 2 s
            """)
    }

    // Row: 43xx close, 1002, 1003, 1007 to 1011.

    @Test(arguments: [
        (4301, "the server limits the messages of a connection"),
        (4302, "the list of watched users is too long"),
        (1002, "the server closed the connection because of a malformed message"),
        (1003, "the server closed the connection because of a malformed message"),
        (1007, "the server closed the connection because of a malformed message"),
        (1008, "the server closed the connection by its policy"),
        (1009, "the server closed the connection because a message was too long"),
        (1010, "the server closed the connection because of an error of its own"),
        (1011, "the server closed the connection because of an error of its own"),
    ])
    func backsOffFromTheSecondStep(_ code: Int, _ message: String) {
        closed(
            code,
            """
            error \(code): \(message)
                                               │ state connecting
                                               │ attempt 2 in 2 s
            62     …                           │ open ws
            """)
    }

    // Row: EOF/1006/1001/1012/1013.

    @Test(arguments: [
        (1000, "error 1000: the server closed the connection and did not say why"),
        (1001, "error 1001: the server closed the connection because it goes away or restarts"),
        (1005, "error 1005: the server closed the connection and did not say why"),
        (1006, "error: the connection was lost: the server or the network ended it without a reason"),
        (1012, "error 1012: the server closed the connection because it goes away or restarts"),
        (1013, "error 1013: the server closed the connection with code 1013"),
        (3000, "error 3000: the server closed the connection with code 3000"),
        (0, "error 0: the server closed the connection with code 0"),
    ])
    func backsOffFromTheFirstStep(_ code: Int, _ told: String) {
        closed(
            code,
            """
            \(told)
                                               │ state connecting
                                               │ attempt 1 in 2 s
            62     …                           │ open ws
            """)
    }

    // Row: HTTP statuses at the handshake.

    @Test(arguments: [401, 403, 404, 426])
    func aRefusedHandshakeFailsSlowly(_ status: Int) {
        var transcript = Transcript(chance: .shortest)
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      failed \(status)            │ error \(status): the WebSocket handshake was answered with HTTP \(status)
                                               │ state failed
                                               │ attempt 1 in 60 s
            60     …                           │ state connecting
                                               │ open ws
            """)
    }

    @Test func retryAfterIsHonoured() {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      failed 429 retry-after 7    │ error 429: the WebSocket handshake was answered with HTTP 429
                                               │ attempt 1 in 7 s
            7      …                           │ open ws
            7      failed 503 retry-after 999999999999999999
                                               │ error 503: the WebSocket handshake was answered with HTTP 503
                                               │ attempt 2 in 3600 s
            10     …                           │ state unavailable
            """)
    }

    @Test(arguments: [500, 502, 503, 504])
    func aRestartingServerIsBackedOffFrom(_ status: Int) {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      failed \(status)            │ error \(status): the WebSocket handshake was answered with HTTP \(status)
                                               │ attempt 1 in 2 s
            """)
    }

    // Row: no established within 10 s of the 101: SessionTests.

    /// The golden rule of 2.1.
    @Test(arguments: [4000, 4001, 4004, 4100, 4200, 4201, 4301])
    func afterTheGreetingAnErrorIsOnlyInformation(_ code: Int) {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      opened                      │
            0      < established 1.1           │ state connected
                                               │ established 1.1
            """)
        for _ in 0..<3 {
            var actions: [Session.Action] = []
            var random = Transcript.Chance.longest
            let message = #"{"event":"pusher:error","data":{"code":\#(code),"message":"x"}}"#
            transcript.session.received(
                text: Array(message.utf8)[...], now: .seconds(1), random: &random, into: &actions)
            #expect(
                actions.allSatisfy { if case .error(let error) = $0 { !error.isFatal } else { false } })
            #expect(actions.count <= 1)
        }
        #expect(transcript.session.state == .connected)
    }

    @Test func anErrorWithoutACodeBeforeTheGreetingBacksOff() {
        greeted(
            #"{"event":"pusher:error","data":{"code":null,"message":"no"}}"#,
            """
            error: the server says: no
                                               │ close 1000
                                               │ attempt 1 in 2 s
            """)
    }
}
