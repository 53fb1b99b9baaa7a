import Testing

@testable import PusherCore

/// Protocol notes 5.2, 6 and 8: subscriptions, authorisations, whispers.
@Suite struct SessionChannelsTests {
    @Test func oneSubscribeIsInFlightAndFourAreAuthorised() {
        Transcript.connected(
            """
            1      subscribe private-a         │ private-a pending
                                               │ authorise private-a for 1.1
            1      subscribe news              │ news pending
            1      subscribe private-b         │ private-b pending
                                               │ authorise private-b for 1.1
            1      subscribe private-c         │ private-c pending
                                               │ authorise private-c for 1.1
            1      subscribe private-d         │ private-d pending
                                               │ authorise private-d for 1.1
            1      subscribe private-e         │ private-e pending
            1      subscribe private-e         │
            2      grant private-c             │ authorise private-e for 1.1
            3      grant private-a             │ > subscribe private-a k:private-a
            3      grant private-b             │
            4      < succeeded private-a       │ private-a subscribed
                                               │ > subscribe news
            5      < succeeded news            │ news subscribed
                                               │ > subscribe private-b k:private-b
            6      < succeeded private-b       │ private-b subscribed
                                               │ > subscribe private-c k:private-c
            7      < succeeded private-c       │ private-c subscribed
            7      grant private-e             │
            8      grant private-d             │ > subscribe private-d k:private-d
            9      < succeeded private-d       │ private-d subscribed
                                               │ > subscribe private-e k:private-e
            10     unsubscribe news            │ > unsubscribe news
                                               │ news left
            10     unsubscribe news            │
            """)
    }

    @Test func everythingIsResubscribedInOrderWithNewSignatures() {
        Transcript.connected(
            """
            1      subscribe private-b         │ private-b pending
                                               │ authorise private-b for 1.1
            1      subscribe a                 │ a pending
            2      grant private-b             │ > subscribe private-b k:private-b
            2      < succeeded private-b       │ private-b subscribed
                                               │ > subscribe a
            2      < succeeded a               │ a subscribed
            3      closed 1006                 │ error: the connection was lost: the server or the network ended it without a reason
                                               │ private-b pending
                                               │ a pending
                                               │ state connecting
                                               │ attempt 1 in 2 s
            4      grant private-b             │
            5      …                           │ open ws
            5      opened                      │
            5      < established 2.2           │ state connected
                                               │ established 2.2
                                               │ authorise private-b for 2.2
            6      grant private-b             │ > subscribe private-b k:private-b
            6      < succeeded private-b       │ private-b subscribed
                                               │ > subscribe a
            """)
    }

    /// Reverb names no channel in a refusal: it is the one in flight (5.2).
    @Test(arguments: ["4009 Connection is unauthorized", "4200 Invalid message format", "4301 no"])
    func aRefusalWithoutAChannelIsTheOneInFlight(_ error: String) {
        Transcript.connected(
            """
            1      subscribe private-a         │ private-a pending
                                               │ authorise private-a for 1.1
            1      subscribe news              │ news pending
            1      grant private-a             │ > subscribe private-a k:private-a
            2      < error \(error)            │ private-a refused \(error.prefix(4))
                                               │ > subscribe news
            """)
    }

    @Test func butNotWhenAWhisperWasSentInBetween() {
        Transcript.connected(
            """
            1      subscribe private-a         │ private-a pending
                                               │ authorise private-a for 1.1
            1      grant private-a             │ > subscribe private-a k:private-a
            1      < succeeded private-a       │ private-a subscribed
            1      subscribe news              │ news pending
                                               │ > subscribe news
            1      whisper private-a client-typing {}
                                               │ > {"event":"client-typing","channel":"private-a","data":{}}
            2      < error 4200 Invalid message format
                                               │ error 4200: the server could not read a message of this client: Invalid message format
            3      < succeeded news            │ news subscribed
            """)
    }

    @Test func sokettiAndPusherNameTheChannel() {
        Transcript.connected(
            #"""
            1      subscribe private-x         │ private-x pending
                                               │ authorise private-x for 1.1
            1      grant private-x             │ > subscribe private-x k:private-x
            2      < {"event":"pusher:subscription_error","channel":"private-x","data":{"type":"AuthError","error":"The connection is unauthorized.","status":401}}
                                               │ private-x refused 4009
            3      subscribe private-y         │ private-y pending
                                               │ authorise private-y for 1.1
            3      grant private-y             │ > subscribe private-y k:private-y
            4      < {"event":"pusher:error","data":{"code":null,"message":"Invalid signature: Expected HMAC SHA256 hex digest of 1.1:private-y, but got k"}}
                                               │ private-y refused
            5      subscribe news              │ news pending
                                               │ > subscribe news
            6      < {"event":"pusher:error","data":{"code":null,"message":"Existing subscription to channel news"}}
                                               │ news subscribed
            """#)
    }

    /// soketi's 401 is about the signature: nobody has to log in again for it.
    @Test func sokettisRefusalIsNotTheTokens() {
        var transcript = Transcript()
        transcript.check(
            Transcript.greeting + #"""
                1      subscribe private-x         │ private-x pending
                                                   │ authorise private-x for 1.1
                1      grant private-x             │ > subscribe private-x k:private-x
                2      < {"event":"pusher:subscription_error","channel":"private-x","data":{"type":"AuthError","error":"The connection is unauthorized.","status":401}}
                                                   │ private-x refused 4009
                3      subscribe presence-y        │ presence-y pending
                                                   │ authorise presence-y for 1.1
                3      grant presence-y data={}    │ > subscribe presence-y k:presence-y {}
                4      < {"event":"pusher:subscription_error","channel":"presence-y","data":{"type":"LimitReached","error":"The maximum members per presence channel limit was reached","status":4100}}
                                                   │ presence-y refused 4100
                """#)
        guard case .refused(_, let signature)? = transcript.session.subscriptions.first?.state,
            case .refused(_, let limit)? = transcript.session.subscriptions.last?.state
        else {
            Issue.record("\(transcript.session.subscriptions)")
            return
        }
        #expect(signature.contains("REVERB_APP_SECRET") && !signature.contains("login"))
        #expect(limit.contains("The maximum members per presence channel limit was reached"))
    }

    /// A server that says that it is about to close refuses no channel by that (12).
    @Test func aFarewellRefusesNoChannel() {
        Transcript.connected(
            """
            1      subscribe news              │ news pending
                                               │ > subscribe news
            2      < error 4200 Server closed. Please reconnect shortly.
                                               │ error 4200: the server ended the connection: Server closed. Please reconnect shortly.
            2      closed 4200                 │ error 4200: the server ended the connection
                                               │ state connecting
                                               │ attempt 1 in 0.5 s
            2.5    …                           │ open ws
            """)
    }

    @Test func whatIsLeftInFlightIsLeftWhenTheAnswerComes() {
        Transcript.connected(
            """
            1      subscribe a                 │ a pending
                                               │ > subscribe a
            1      subscribe b                 │ b pending
            1      unsubscribe a               │ a left
            2      < succeeded a               │ > unsubscribe a
                                               │ > subscribe b
            3      unsubscribe b               │ b left
            3      subscribe b                 │ b pending
            4      < succeeded b               │ b subscribed
            5      subscribe c                 │ c pending
                                               │ > subscribe c
            5      unsubscribe c               │ c left
            5      subscribe d                 │ d pending
            15     …                           │ > subscribe d
            """)
    }

    @Test func aSubscribeWithoutAnAnswerIsTriedAgain() {
        Transcript.connected(
            """
            1      subscribe a                 │ a pending
                                               │ > subscribe a
            1      subscribe b                 │ b pending
            11     …                           │ a refused
                                               │ > subscribe b
            12     < succeeded b               │ b subscribed
            86     …                           │ a pending
                                               │ > subscribe a
            87     < succeeded a               │ a subscribed
            """)
    }

    /// Protocol notes 2.2 and 5.2.
    @Test func aRateLimitPausesEverythingButPongs() {
        Transcript.connected(
            """
            1      subscribe news              │ news pending
                                               │ > subscribe news
            1      < succeeded news            │ news subscribed
            1      subscribe a                 │ a pending
                                               │ > subscribe a
            1      subscribe b                 │ b pending
            2      < error 4301 Rate limit exceeded
                                               │ error 4301: the server limits the messages of a connection: Rate limit exceeded
            3      < error 4301 Rate limit exceeded
            4      subscribe c                 │ c pending
            5      unsubscribe news            │ news left
            6      whisper news client-x {}    │ not sent: Whispers are limited to ten a second and stop while the server asks for a pause
            30     < ping                      │ > pong
            62     …                           │ > unsubscribe news
                                               │ > subscribe a
            63     < succeeded a               │ a subscribed
                                               │ > subscribe b
            """)
    }

    @Test func whispersAreCheckedBeforeTheyAreSent() {
        Transcript.connected(
            """
            1      whisper private-a client-typing {} │ not sent: A whisper needs a subscription to its channel
            1      subscribe private-a         │ private-a pending
                                               │ authorise private-a for 1.1
            1      grant private-a             │ > subscribe private-a k:private-a
            1      < succeeded private-a       │ private-a subscribed
            2      whisper news client-typing {}      │ not sent: Whispers go only to private and presence channels
            2      whisper private-encrypted-a client-typing {} │ not sent: A whisper on an encrypted channel would travel in clear
            2      whisper private-a typing {} │ not sent: A whisper needs a name and a JSON object or array as its data
            2      whisper private-a client- {}│ not sent: A whisper needs a name and a JSON object or array as its data
            2      whisper private-a client-typing "x" │ not sent: A whisper needs a name and a JSON object or array as its data
            2      whisper private-a client-typing {"a" │ not sent: A whisper needs a name and a JSON object or array as its data
            3      < error 4301 The app does not have client messaging enabled.
                                               │ error 4301: the application takes no client events: The app does not have client messaging enabled.
            4      whisper private-a client-typing {} │ not sent: The application does not accept client events
            """)
    }

    @Test func elevenWhispersASecondAreOneTooMany() {
        let typing = #"{"event":"client-typing","channel":"private-a","data":{}}"#
        let ten = (0..<10).map { "1.\($0) whisper private-a client-typing {} │ > \(typing)" }
        Transcript.connected(
            """
            1      subscribe private-a         │ private-a pending
                                               │ authorise private-a for 1.1
            1      grant private-a             │ > subscribe private-a k:private-a
            1      < succeeded private-a       │ private-a subscribed
            \(ten.joined(separator: "\n"))
            1.95   whisper private-a client-typing {} │ not sent: Whispers are limited to ten a second and stop while the server asks for a pause
            2      whisper private-a client-typing {} │ > \(typing)
            """)
    }

    @Test func aWhisperFitsIntoReverbsLongestMessage() {
        var transcript = Transcript()
        transcript.check(
            Transcript.greeting + """
                1      subscribe private-a         │ private-a pending
                                                   │ authorise private-a for 1.1
                1      grant private-a             │ > subscribe private-a k:private-a
                1      < succeeded private-a       │ private-a subscribed
                """)
        var actions: [Session.Action] = []
        let frame = #"{"event":"client-x","channel":"private-a","data":[""]}"#.utf8.count
        func whisper(_ length: Int) -> WhisperRefusal? {
            transcript.session.whisper(
                event: "client-x", channel: "private-a",
                data: Array("[\"\(String(repeating: "a", count: length))\"]".utf8), now: .seconds(2),
                into: &actions)
        }
        #expect(whisper(10_000 - frame) == nil)
        #expect(whisper(10_001 - frame) == .tooLong(limit: 10_000))
    }

    @Test func aNameThatIsNoneIsRefusedAtOnce() {
        var transcript = Transcript()
        transcript.check("0 subscribe a/b │ a/b refused")
        #expect(transcript.session.subscriptions.isEmpty)
    }
}
