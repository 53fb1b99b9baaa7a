/// One header field of a handshake. Names compare without regard to case (RFC 9110 section 5.1).
public struct HeaderField: Equatable, Sendable {
    /// The name as written.
    public var name: String
    /// The value without blanks around it.
    public var value: String

    /// A field of this name and value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [HeaderField] {
    /// The values of all fields of a name, in order.
    public func values(_ name: String) -> [String] {
        let wanted = name.lowercased()
        return filter { $0.name.lowercased() == wanted }.map(\.value)
    }

    /// Whether a field that is a list of tokens has this one (`Connection: keep-alive, Upgrade`).
    func hasToken(_ token: String, in name: String) -> Bool {
        values(name).contains { value in
            value.split(separator: ",").contains {
                $0.trimmedBlanks().lowercased() == token
            }
        }
    }
}

extension Substring {
    /// Whether it is a token (RFC 9110 section 5.6.2).
    var isToken: Bool { !isEmpty && utf8.allSatisfy(HTTPHead.isTokenByte) }

    func trimmedBlanks() -> Substring {
        var text = self
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
        return text
    }
}

/// What the client asks for: the opening handshake's request (RFC 6455 section 4.1).
public struct HandshakeRequest: Equatable, Sendable {
    /// Path and query.
    public var target: String
    /// `Host`: with the port when it is not the scheme's own.
    public var host: String
    /// Fields besides those of the handshake itself, such as `Origin`.
    public var headers: [HeaderField]
    /// Offered subprotocols, in order of preference.
    public var subprotocols: [String]
    /// `Sec-WebSocket-Key`; empty until the connection makes one.
    public internal(set) var key = ""

    /// A request for this target on this host.
    public init(target: String, host: String, headers: [HeaderField] = [], subprotocols: [String] = []) {
        self.target = target
        self.host = host
        self.headers = headers
        self.subprotocols = subprotocols
    }
}

/// What the server answered: 101 and its fields, or a refusal.
public struct HandshakeResponse: Equatable, Sendable {
    /// The status code.
    public var status: Int
    /// The reason phrase; may be empty.
    public var reason: String
    /// All fields.
    public var headers: [HeaderField]
    /// The accepted subprotocol.
    public var subprotocol: String?
    /// What was agreed on for compression; nil for none.
    public var compression: DeflateParameters?
    /// Of a refusal: the first line of a text body, at most 200 characters.
    public var bodyLine: String

    /// A response of this status.
    public init(
        status: Int, reason: String = "", headers: [HeaderField] = [], subprotocol: String? = nil,
        bodyLine: String = ""
    ) {
        self.status = status
        self.reason = reason
        self.headers = headers
        self.subprotocol = subprotocol
        self.bodyLine = bodyLine
    }
}
