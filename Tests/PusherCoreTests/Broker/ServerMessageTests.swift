import Testing

@testable import PusherCore

/// The shapes of protocol notes 2 and 12: Reverb's data is text, the others' errors are objects.
@Suite struct ServerMessageTests {
    @Test func errorsDifferByServer() {
        func text(_ dialect: Dialect, _ code: Int?) -> String {
            String(decoding: ServerMessage.error(code, "m", dialect), as: UTF8.self)
        }
        #expect(
            text(.reverb, 4200) == #"{"event":"pusher:error","data":"{\"code\":4200,\"message\":\"m\"}"}"#)
        #expect(text(.soketi, 4200) == #"{"event":"pusher:error","data":{"code":4200,"message":"m"}}"#)
        #expect(text(.pusher, nil) == #"{"event":"pusher:error","data":{"code":null,"message":"m"}}"#)
    }

    @Test func theDefaultsAreReverbs() {
        let reverb = BrokerConfiguration()
        #expect(reverb.activityTimeout == 30 && reverb.pingInterval == .seconds(60))
        #expect(
            reverb.clientEvents == .members && reverb.rateLimit == nil && reverb.maximumConnections == nil)
        #expect(BrokerConfiguration(dialect: .pusher).activityTimeout == 120)
        #expect(BrokerConfiguration.RateLimit().messages == 60)
    }
}
