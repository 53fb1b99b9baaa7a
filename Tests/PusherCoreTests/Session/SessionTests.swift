import Testing

@testable import PusherCore

/// Protocol notes 1.3, 3.4, 4.1 and 4.2: the connection.
@Suite struct SessionTests {
    @Test func connectsAndStaysAlive() {
        var transcript = Transcript()
        transcript.check(
            #"""
            0      connect                     │ state connecting
                                               │ open ws
            0.1    opened                      │
            0.2    < established 482917365.10457721
                                               │ state connected
                                               │ established 482917365.10457721
            20     < {"event":"Shipped"}       │ event Shipped
            50     …                           │ > ping
            50.1   < pong                      │ round trip 0.1 s
            80.1   …                           │ > ping
            81     < ping                      │ > pong
            110    < ping                      │ > pong
            140    …                           │ > ping
            155    …                           │ error: the server stopped answering
                                               │ close 1000 no pong
                                               │ state connecting
                                               │ attempt 1 in 2 s
            157    …                           │ open ws
            157.1  disconnect                  │ close 1000
                                               │ state disconnected
            300    …                           │
            """#)
    }

    @Test func aQuietServerIsPingedByItsOwnTimeout() {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      opened                      │
            0      < established 1.1 12        │ state connected
                                               │ established 1.1
            12     …                           │ > ping
            """)
    }

    /// Any frame shows that the server is alive, but only messages put off a ping: soketi ends a connection on
    /// which no JSON passes (3.4).
    @Test func aControlFrameSatisfiesAPingAndPutsNoneOff() {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      opened                      │
            0      < established 1.1           │ state connected
                                               │ established 1.1
            20     frame                       │
            30     …                           │ > ping
            40     frame                       │
            50     frame                       │
            70     …                           │ > ping
            85     …                           │ error: the server stopped answering
                                               │ close 1000 no pong
                                               │ state connecting
                                               │ attempt 1 in 2 s
            86     frame                       │
            """)
    }

    /// Whatever the server says shows that it is there; a pong that comes after that measures nothing wrong.
    @Test func anyMessageSatisfiesAPing() {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      opened                      │
            0      < established 1.1           │ state connected
                                               │ established 1.1
            30     …                           │ > ping
            40     < {"event":"Shipped"}       │ event Shipped
            70     …                           │ > ping
            71     < {"event":"pusher:pong","data":{}} │ round trip 1 s
            """)
    }

    /// An activity timeout of nonsense is clamped to 5 to 30 s.
    @Test(arguments: [("0", 5), ("-9223372036854775808", 5), ("9223372036854775807", 30), ("null", 30)])
    func anActivityTimeoutIsClamped(_ offered: String, _ seconds: Int) {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      opened                      │
            0      < established 1.1 \(offered)│ state connected
                                               │ established 1.1
            \(seconds)     …                   │ > ping
            """)
    }

    @Test func backsOffLongerEachTimeAndStartsAnewAfterThirtySeconds() {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      failed unreachable          │ error: connection refused
                                               │ attempt 1 in 2 s
            2      …                           │ open ws
            2      failed unreachable          │ attempt 2 in 2 s
            4      …                           │ open ws
            4      failed unreachable          │ attempt 3 in 4 s
            8      …                           │ open ws
            8      failed unreachable          │ attempt 4 in 8 s
            10     …                           │ state unavailable
            16     …                           │ open ws
            16     failed unreachable          │ error: connection refused
                                               │ attempt 5 in 16 s
            32     …                           │ open ws
            32     failed unreachable          │ error: connection refused
                                               │ attempt 6 in 32 s
            64     …                           │ open ws
            64     failed unreachable          │ error: connection refused
                                               │ attempt 7 in 60 s
            124    …                           │ open ws
            124    failed unreachable          │ error: connection refused
                                               │ attempt 8 in 60 s
            184    …                           │ open ws
            184    opened                      │
            184    < established 1.1           │ state connected
                                               │ established 1.1
            213    closed 1006                 │ error: the connection was lost: the server or the network ended it without a reason
                                               │ state connecting
                                               │ attempt 9 in 60 s
            223    …                           │ state unavailable
            273    …                           │ open ws
            273    opened                      │
            273    < established 2.2           │ state connected
                                               │ established 2.2
            303    …                           │ > ping
            303    < pong                      │ round trip 0 s
            304    closed 1006                 │ error: the connection was lost: the server or the network ended it without a reason
                                               │ state connecting
                                               │ attempt 1 in 2 s
            """)
    }

    /// Random from the first delay on (RFC 6455 section 7.2.3).
    @Test func theShortestDelays() {
        var transcript = Transcript(chance: .shortest)
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      failed timed-out            │ error: the server did not answer the WebSocket handshake in time
                                               │ attempt 1 in 0.2 s
            0.2    …                           │ open ws
            0.2    failed timed-out            │ attempt 2 in 1 s
            1.2    …                           │ open ws
            1.2    failed timed-out            │ attempt 3 in 2 s
            3.2    …                           │ open ws
            3.2    failed timed-out            │ attempt 4 in 4 s
            7.2    …                           │ open ws
            """)
    }

    @Test func aTransportThatHangsIsGivenUp() {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            10     …                           │ state unavailable
                                               │ error: the server did not answer the WebSocket handshake in time
                                               │ close 1000
                                               │ attempt 1 in 2 s
            12     …                           │ open ws
            15     opened                      │
            25     …                           │ error: the server opened the WebSocket and sent no pusher:connection_established in 10 s
                                               │ close 1000
                                               │ attempt 2 in 2 s
            """)
    }

    @Test func theUserDoesNotWait() {
        var transcript = Transcript()
        transcript.check(
            """
            0      connect                     │ state connecting
                                               │ open ws
            0      retry                       │
            0      failed certificate          │ error: the certificate is not trusted
                                               │ state failed
                                               │ attempt 1 in 120 s
            5      retry                       │ state connecting
                                               │ open ws
            6      connect                     │
            15     …                           │ state unavailable
                                               │ error: the server did not answer the WebSocket handshake in time
                                               │ close 1000
                                               │ attempt 2 in 2 s
            16     disconnect                  │ state disconnected
            17     retry                       │
            99     connect                     │ state connecting
                                               │ open ws
            """)
    }

    /// Protocol notes 3.4 and 4.2.
    @Test func aChangeOfTheNetworkIsLookedIntoAtOnce() {
        var transcript = Transcript()
        transcript.check(
            """
            0      network                     │
            0      connect                     │ state connecting
                                               │ open ws
            0      failed unreachable          │ error: connection refused
                                               │ attempt 1 in 2 s
            2      …                           │ open ws
            2      failed unreachable          │ attempt 2 in 2 s
            4      …                           │ open ws
            4      failed unreachable          │ attempt 3 in 4 s
            5      network                     │
            5.5    …                           │ open ws
            5.5    failed unreachable          │ attempt 2 in 2 s
            7.5    …                           │ open ws
            7.5    opened                      │
            7.6    < established 1.1           │ state connected
                                               │ established 1.1
            8      network                     │ > ping
            13     …                           │ error: the server stopped answering
                                               │ close 1000 no pong
                                               │ state connecting
                                               │ attempt 2 in 2 s
            """)
    }

    /// One ping at a time, and none without a connection.
    @Test func aRoundTripIsMeasuredWhenItIsAskedFor() {
        var transcript = Transcript()
        transcript.check(
            """
            0      measure                     │
            0      connect                     │ state connecting
                                               │ open ws
            0      opened                      │
            0      measure                     │
            0.1    < established 1.1           │ state connected
                                               │ established 1.1
            1      measure                     │ > ping
            1.2    measure                     │
            1.5    < pong                      │ round trip 0.5 s
            2      measure                     │ > ping
            17     …                           │ error: the server stopped answering
                                               │ close 1000 no pong
                                               │ state connecting
                                               │ attempt 1 in 2 s
            """)
    }

    @Test func messagesAfterTheEndChangeNothing() {
        var transcript = Transcript()
        transcript.check(
            """
            0      < established 1.1           │
            0      connect                     │ state connecting
                                               │ open ws
            0      < established 1.1           │
            0      opened                      │
            0      < succeeded news            │
            0      < {"event":"Early"}         │
            0      < established               │
            0      < established 1.1           │ state connected
                                               │ established 1.1
            1      < established 2.2           │
            1      opened                      │
            2      closed 1006                 │ error: the connection was lost: the server or the network ended it without a reason
                                               │ state connecting
                                               │ attempt 1 in 2 s
            2      < ping                      │
            2      closed 1006                 │
            2      failed unreachable          │
            """)
    }
}
