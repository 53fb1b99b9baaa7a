import NIOCore
import NIOPosix
import PusherCore
import WebSocketCore

extension TransportFailure {
    /// Why a connection could not be made, said so that a person can act on it.
    init(_ error: any Error, host: String) {
        switch error {
        case let error as NIOConnectionError:
            if error.connectionErrors.isEmpty {
                self = .unreachable("there is no address for \(host)")
            } else {
                let reason = error.connectionErrors.map { Self.reason($0.error) }.first ?? "no answer"
                self = .unreachable("\(host):\(error.port) can't be reached (\(reason))")
            }
        case let error as ChannelError:
            if case .connectTimeout = error {
                self = .timedOut
            } else {
                self = .unreachable("\(host) can't be reached (\(error))")
            }
        default: self = .unreachable("\(host) can't be reached (\(Self.reason(error)))")
        }
    }

    /// Why a WebSocket was not opened; nil where it was, and ended like one.
    init?(_ error: WebSocketError, host: String) {
        switch error {
        case .refused(let response):
            let wait = response.headers.values("Retry-After").first.flatMap { Int($0) }
            let reason =
                response.bodyLine.isEmpty ? response.reason : "\(response.reason): \(response.bodyLine)"
            self = .httpStatus(response.status, reason: reason, retryAfter: wait.map { .seconds($0) })
        case .transport(let reason):
            if reason.contains("failedToValidateHostname") {
                self = .certificate("the certificate that answers is not one of \(host)")
            } else if reason.contains("CERTIFICATE_VERIFY_FAILED")
                || reason.contains("unableToValidateCertificate")
                || reason.contains("failedToVerify")
            {
                self = .certificate("the certificate of \(host) is not trusted")
            } else if reason.contains("WRONG_VERSION_NUMBER") || reason.contains("HTTP_REQUEST") {
                self = .tls("\(host) answers on this port, but not in TLS")
            } else if reason.contains("SSL") || reason.contains("handshakeFailed") {
                self = .tls("TLS with \(host) failed; it may not speak TLS on this port")
            } else {
                self = .unreachable("\(host) can't be reached (\(reason))")
            }
        case .handshakeTimedOut: self = .timedOut
        case .malformedHead, .headTooLong, .notHTTP, .missingUpgrade, .wrongAccept, .unaskedExtension,
            .badExtension, .unaskedSubprotocol:
            self = .notWebSocket("\(host) is not a WebSocket server: \(error)")
        default: return nil
        }
    }

    /// The same without the host's name.
    static func cause(_ error: any Error) -> String {
        guard let error = error as? NIOConnectionError else { return reason(error) }
        return error.connectionErrors.first.map { reason($0.error) } ?? "there is no such host"
    }

    private static func reason(_ error: any Error) -> String {
        if let error = error as? IOError {
            switch error.errnoCode {
            case 111: return "connection refused"
            case 113: return "no route to host"
            case 101: return "network is unreachable"
            default: return "error \(error.errnoCode)"
            }
        }
        if let error = error as? ChannelError, case .connectTimeout = error { return "no answer in time" }
        return "\(error)"
    }
}

extension TransportFailure: Error {}
