import Testing

@testable import PusherCore

/// What the application answers to requests for a signature, and how it is spared.
@Suite struct ChannelTableAuthorisationTests {
    /// The herd again: after a loss the first question is asked alone.
    @Test func afterALossTheApplicationIsAskedOnceBeforeItIsAskedFourTimes() {
        Transcript.connected(
            """
            1      closed 1006                 │ error: the connection was lost: the server or the network ended it without a reason
                                               │ state connecting
                                               │ attempt 1 in 2 s
            1      subscribe private-a         │ private-a pending
            1      subscribe private-b         │ private-b pending
            1      subscribe private-c         │ private-c pending
            3      …                           │ open ws
            3      opened                      │
            3      < established 2.2           │ state connected
                                               │ established 2.2
                                               │ authorise private-a for 2.2
            4      grant private-a             │ authorise private-b for 2.2
                                               │ authorise private-c for 2.2
                                               │ > subscribe private-a k:private-a
            """)
    }

    @Test func theApplicationsAnswers() {
        Transcript.connected(
            """
            1      subscribe private-401       │ private-401 pending
                                               │ authorise private-401 for 1.1
            1      refuse private-401 401 Unauthenticated.
                                               │ private-401 refused 401
            1      subscribe private-429       │ private-429 pending
                                               │ authorise private-429 for 1.1
            1      throttle private-429 7      │
            1      subscribe private-500       │ private-500 pending
                                               │ authorise private-500 for 1.1
            2      refuse private-500 500 Server Error
                                               │ authorise private-500 for 1.1
            3      refuse private-500 500 Server Error
                                               │ private-500 refused 500
            5      subscribe presence-a        │ presence-a pending
                                               │ authorise presence-a for 1.1
            5      grant presence-a            │ presence-a refused 200
            8      …                           │ authorise private-429 for 1.1
            8      grant private-429           │ > subscribe private-429 k:private-429
            9      < succeeded private-429     │ private-429 subscribed
            78     …                           │ private-500 pending
                                               │ authorise private-500 for 1.1
            90     retry-refusals              │ private-401 pending
                                               │ presence-a pending
                                               │ authorise private-401 for 1.1
                                               │ authorise presence-a for 1.1
            """)
    }

    @Test func anApplicationThatHangsIsAskedAgain() {
        Transcript.connected(
            """
            1      subscribe private-a         │ private-a pending
                                               │ authorise private-a for 1.1
            16     …                           │
            18     …                           │ authorise private-a for 1.1
            33     …                           │ private-a refused
            40     grant private-a             │
            108    …                           │ private-a pending
                                               │ authorise private-a for 1.1
            109    grant private-a             │ > subscribe private-a k:private-a
            """)
    }

    /// The herd (Resources/herd.md): whoever gets no answer asks one question at a time, ever more rarely.
    @Test func anApplicationThatIsOverwhelmedIsSpared() {
        Transcript.connected(
            """
            1      subscribe private-a         │ private-a pending
                                               │ authorise private-a for 1.1
            1      subscribe private-b         │ private-b pending
                                               │ authorise private-b for 1.1
            1      subscribe private-c         │ private-c pending
                                               │ authorise private-c for 1.1
            2      unreachable private-a       │
            2      grant private-b             │ authorise private-a for 1.1
            3      unreachable private-a       │ private-a refused
                                               │ > subscribe private-b k:private-b
            3      < succeeded private-b       │ private-b subscribed
            4      refuse private-c 503        │
            8      …                           │ authorise private-c for 1.1
            9      refuse private-c 504 Gateway Timeout
                                               │ private-c refused 504
            10     subscribe private-d         │ private-d pending
            10     subscribe private-e         │ private-e pending
            17     …                           │ authorise private-d for 1.1
            18     refuse private-d 403        │ private-d refused 403
                                               │ authorise private-e for 1.1
            """)
    }
}
