import Testing

@testable import PusherCore

/// Protocol notes 1.3, 2, 3.4 and 4.2: the connection.
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
            30.2   …                           │
            50     …                           │ > ping
            50.1   < pong                      │ round trip 0.1 s
            80.1   …                           │ > ping
            81     < ping                      │ > pong
            96     …                           │
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
}
