import NIOCore
import PusherCore
import Testing
import WebSocketCore

@testable import Realtime

@Suite struct TransportFailureCausesTests {
    @Test func aRefusalKeepsItsStatusItsLineAndItsWait() {
        let response = HandshakeResponse(
            status: 503, reason: "Busy", headers: [HeaderField("retry-after", "7")], bodyLine: "Later.")
        #expect(
            TransportFailure(.refused(response), host: "h")
                == .httpStatus(503, reason: "Busy: Later.", retryAfter: .seconds(7)))
    }

    @Test func whatIsNoWebSocketIsSaid() {
        for error in [
            WebSocketError.notHTTP, .wrongAccept, .unaskedExtension("x"), .badExtension("x"),
            .headTooLong(limit: 1),
        ] {
            guard case .notWebSocket(let reason)? = TransportFailure(error, host: "h") else {
                Issue.record("\(error)")
                continue
            }
            #expect(reason.hasPrefix("h is not a WebSocket server: "))
        }
        #expect(TransportFailure(.handshakeTimedOut, host: "h") == .timedOut)
        #expect(TransportFailure(.invalidUTF8, host: "h") == nil)
    }

    @Test func whatTLSSaysIsTold() {
        func failure(_ reason: String) -> TransportFailure? {
            TransportFailure(.transport(reason), host: "h")
        }
        #expect(
            failure("handshakeFailed(sslError([OPENSSL_internal:WRONG_VERSION_NUMBER]))")
                == .tls("h answers on this port, but not in TLS"))
        #expect(
            failure("handshakeFailed(sslError([OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE]))")
                == .tls("TLS with h failed; it may not speak TLS on this port"))
        #expect(
            failure("handshakeFailed(sslError([OPENSSL_internal:CERTIFICATE_VERIFY_FAILED]))")
                == .certificate("the certificate of h is not trusted"))
    }

    @Test func errorsOfTheKernelAreNamed() {
        let refused = TransportFailure(IOError(errnoCode: 111, reason: "connect"), host: "h")
        #expect(refused == .unreachable("h can't be reached (connection refused)"))
        #expect(TransportFailure(ChannelError.connectTimeout(.seconds(1)), host: "h") == .timedOut)
    }
}
