import Testing

@testable import PusherCore

/// Protocol notes 3.1, 5.2 and 8: the messages as Reverb was measured to take them.
@Suite struct ClientMessageTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func pingAndPong() {
        #expect(text(ClientMessage.ping) == #"{"event":"pusher:ping","data":{}}"#)
        #expect(text(ClientMessage.pong) == #"{"event":"pusher:pong","data":{}}"#)
    }

    @Test func subscribesToAPublicChannel() {
        #expect(
            text(ClientMessage.subscribe("news", auth: nil, channelData: nil))
                == #"{"event":"pusher:subscribe","data":{"channel":"news"}}"#)
    }

    @Test func subscribesToAPresenceChannelWithTheIdenticalString() {
        let data = #"{"user_id":"42","user_info":{"name":"Zo\u00eb"}}"#
        #expect(
            text(ClientMessage.subscribe("presence-room.3", auth: "k:s", channelData: data))
                == #"{"event":"pusher:subscribe","data":{"channel":"presence-room.3","auth":"k:s","channel_data":"{\"user_id\":\"42\",\"user_info\":{\"name\":\"Zo\\u00eb\"}}"}}"#
        )
    }

    @Test func unsubscribesAndWhispers() {
        #expect(
            text(ClientMessage.unsubscribe("news"))
                == #"{"event":"pusher:unsubscribe","data":{"channel":"news"}}"#)
        #expect(
            text(
                ClientMessage.whisper(
                    "client-typing", channel: "private-room.3", json: Array(#"{"name":"Zoe"}"#.utf8)))
                == #"{"event":"client-typing","channel":"private-room.3","data":{"name":"Zoe"}}"#)
    }
}
