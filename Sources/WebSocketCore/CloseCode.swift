/// A status code of a Close frame (RFC 6455 section 7.4).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public var rawValue: UInt16

    /// The code of this number, whether or not it may be sent.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 1000: the purpose is fulfilled.
    public static let normalClosure = CloseCode(rawValue: 1000)
    /// 1001: an endpoint goes away.
    public static let goingAway = CloseCode(rawValue: 1001)
    /// 1002: the peer broke the protocol.
    public static let protocolError = CloseCode(rawValue: 1002)
    /// 1003: a kind of data that can't be accepted.
    public static let unsupportedData = CloseCode(rawValue: 1003)
    /// 1005: never sent; stands for a Close frame without a code.
    public static let noStatusReceived = CloseCode(rawValue: 1005)
    /// 1006: never sent; stands for an end without a Close frame.
    public static let abnormalClosure = CloseCode(rawValue: 1006)
    /// 1007: data that doesn't fit the message's type.
    public static let invalidFramePayloadData = CloseCode(rawValue: 1007)
    /// 1008: against a policy.
    public static let policyViolation = CloseCode(rawValue: 1008)
    /// 1009: too long a message.
    public static let messageTooBig = CloseCode(rawValue: 1009)
    /// 1010: the server lacks an extension the client needs.
    public static let mandatoryExtension = CloseCode(rawValue: 1010)
    /// 1011: the server met an unexpected condition.
    public static let internalServerError = CloseCode(rawValue: 1011)

    /// Whether it may stand in a Close frame (section 7.4.2; 1012 to 1014 are registered with IANA).
    public var isAllowedOnWire: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
