/// What both ends agreed on for permessage-deflate (RFC 7692 section 7.1).
public struct DeflateParameters: Equatable, Sendable {
    /// The name of the extension (section 7).
    static let name = "permessage-deflate"

    /// The server begins each message with an empty window.
    public var serverNoContextTakeover = false
    /// The client begins each message with an empty window.
    public var clientNoContextTakeover = false
    /// The base-2 logarithm of the server's window, 8 to 15.
    public var serverMaxWindowBits = 15
    /// The base-2 logarithm of the client's window, 8 to 15.
    public var clientMaxWindowBits = 15

    /// Windows of 32 KiB that are kept from message to message.
    public init() {}

    /// What compresses the messages of `role`; nil where zlib can't do what was agreed on, so that they are
    /// sent as they are, which is always allowed (section 6).
    func deflater(_ role: Role, level: Int) -> Deflater? {
        switch role {
        case .client:
            Deflater(level: level, windowBits: clientMaxWindowBits, keepsContext: !clientNoContextTakeover)
        case .server:
            Deflater(level: level, windowBits: serverMaxWindowBits, keepsContext: !serverNoContextTakeover)
        }
    }

    /// What inflates the messages that `role` receives.
    func inflater(_ role: Role) -> Inflater? {
        switch role {
        case .client: Inflater(keepsContext: !serverNoContextTakeover)
        case .server: Inflater(keepsContext: !clientNoContextTakeover)
        }
    }
}

/// Compression as this end wants it.
public struct CompressionConfiguration: Equatable, Sendable {
    /// Client: asks the server not to keep its window, which saves 32 KiB here.
    public var serverNoContextTakeover = false
    /// Does not keep its own window, which saves about 256 KiB here.
    public var clientNoContextTakeover = false
    /// Client: asks for a smaller window of the server, 9 to 15.
    public var serverMaxWindowBits = 15
    /// Messages of fewer bytes are sent as they are.
    public var minimumSize = 32
    /// zlib's level: 1 is fastest, 9 is smallest.
    public var level = 6

    /// Windows of 32 KiB that are kept from message to message.
    public init() {}
}

/// The negotiation of permessage-deflate, both sides (RFC 7692 section 7.1).
enum DeflateNegotiation {
    /// The client's offers, the preferred one first. `client_max_window_bits` without a value lets the server
    /// choose ours (section 7.1.2.2); the second offer is for a server that keeps no window for us
    /// (section 7.1.1.2).
    static func offer(_ wanted: CompressionConfiguration) -> String {
        var parts = [DeflateParameters.name, "client_max_window_bits"]
        if wanted.serverNoContextTakeover { parts.append("server_no_context_takeover") }
        if wanted.serverMaxWindowBits < 15 {
            parts.append("server_max_window_bits=\(wanted.serverMaxWindowBits)")
        }
        let keeping = parts.joined(separator: "; ")
        let resetting = keeping + "; client_no_context_takeover"
        return wanted.clientNoContextTakeover ? resetting : keeping + ", " + resetting
    }

    /// The client's checks of the server's choice.
    /// - Throws: `unaskedExtension` for another extension, `badExtension` for parameters that are unknown,
    ///   repeated, out of range or not offered (sections 7.1 and 7.1.2).
    static func accepted(
        _ values: [String], for wanted: CompressionConfiguration?
    ) throws(WebSocketError) -> DeflateParameters? {
        guard !values.isEmpty else { return nil }
        let chosen = try extensions(values)
        guard let first = chosen.first else { throw .badExtension("an empty list") }
        guard let wanted, first.name == DeflateParameters.name else { throw .unaskedExtension(first.name) }
        if chosen.count > 1 { throw .unaskedExtension(chosen[1].name) }
        var result = DeflateParameters()
        var seen: Set<String> = []
        for (name, value) in first.parameters {
            guard seen.insert(name).inserted else { throw .badExtension("\(name) twice") }
            switch (name, value) {
            case ("server_no_context_takeover", nil): result.serverNoContextTakeover = true
            case ("client_no_context_takeover", nil): result.clientNoContextTakeover = true
            case ("server_max_window_bits", let value?):
                guard let bits = windowBits(value), bits <= wanted.serverMaxWindowBits else {
                    throw .badExtension("\(name)=\(value)")
                }
                result.serverMaxWindowBits = bits
            case ("client_max_window_bits", let value?):
                guard let bits = windowBits(value) else { throw .badExtension("\(name)=\(value)") }
                result.clientMaxWindowBits = bits
            default: throw .badExtension(value.map { "\(name)=\($0)" } ?? name)
            }
        }
        // What was asked for must be granted (sections 7.1.1.1 and 7.1.2.1).
        guard result.serverNoContextTakeover || !wanted.serverNoContextTakeover else {
            throw .badExtension("no server_no_context_takeover")
        }
        guard wanted.serverMaxWindowBits == 15 || seen.contains("server_max_window_bits") else {
            throw .badExtension("no server_max_window_bits")
        }
        result.clientNoContextTakeover = result.clientNoContextTakeover || wanted.clientNoContextTakeover
        return result
    }

    /// The server's choice: the first offer that it can keep.
    /// - Returns: what was agreed on and the value of `Sec-WebSocket-Extensions`; nil declines all.
    /// - Throws: `badExtension` where the offers can't be read, also where none would be taken
    ///   (RFC 6455 section 9.1).
    static func choose(
        _ values: [String], _ wanted: CompressionConfiguration?
    ) throws(WebSocketError) -> (DeflateParameters, answer: String)? {
        let offers = try extensions(values)
        guard let wanted else { return nil }
        for offer in offers where offer.name == DeflateParameters.name {
            if let choice = choose(offer.parameters, wanted) { return choice }
        }
        return nil
    }

    private static func choose(
        _ parameters: [(name: String, value: String?)], _ wanted: CompressionConfiguration
    ) -> (DeflateParameters, answer: String)? {
        var result = DeflateParameters()
        result.serverNoContextTakeover = wanted.serverNoContextTakeover
        result.clientNoContextTakeover = wanted.clientNoContextTakeover
        var seen: Set<String> = []
        for (name, value) in parameters {
            guard seen.insert(name).inserted else { return nil }
            switch (name, value) {
            case ("server_no_context_takeover", nil): result.serverNoContextTakeover = true
            case ("client_no_context_takeover", nil): result.clientNoContextTakeover = true
            case ("server_max_window_bits", let value?):
                // zlib makes no raw stream with a window of 256 bytes.
                guard let bits = windowBits(value), bits >= 9 else { return nil }
                result.serverMaxWindowBits = bits
            case ("client_max_window_bits", nil): break
            case ("client_max_window_bits", let value?):
                guard let bits = windowBits(value) else { return nil }
                result.clientMaxWindowBits = bits
            default: return nil
            }
        }
        var parts = [DeflateParameters.name]
        if result.serverNoContextTakeover { parts.append("server_no_context_takeover") }
        if result.clientNoContextTakeover { parts.append("client_no_context_takeover") }
        if result.serverMaxWindowBits < 15 {
            parts.append("server_max_window_bits=\(result.serverMaxWindowBits)")
        }
        if result.clientMaxWindowBits < 15 {
            parts.append("client_max_window_bits=\(result.clientMaxWindowBits)")
        }
        return (result, parts.joined(separator: "; "))
    }

    /// "a decimal integer without leading zeroes between 8 to 15" (section 7.1.2).
    private static func windowBits(_ text: String) -> Int? {
        guard let bits = Int(text), (8...15).contains(bits), String(bits) == text else { return nil }
        return bits
    }

    /// The values of `Sec-WebSocket-Extensions` as a list of extensions with their parameters
    /// (RFC 6455 section 9.1). No value of permessage-deflate has a comma or a semicolon in it, quoted or not.
    private static func extensions(
        _ values: [String]
    ) throws(WebSocketError) -> [(name: String, parameters: [(name: String, value: String?)])] {
        var list: [(name: String, parameters: [(name: String, value: String?)])] = []
        for value in values {
            // A recipient must take empty elements (RFC 9110 section 5.6.1.2).
            for item in value.split(separator: ",") where !item.trimmedBlanks().isEmpty {
                let parts = item.split(separator: ";", omittingEmptySubsequences: false)
                    .map { $0.trimmedBlanks() }
                guard let name = parts.first, name.isToken else { throw .badExtension(String(item)) }
                var parameters: [(name: String, value: String?)] = []
                for part in parts.dropFirst() {
                    let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    guard let name = sides.first?.trimmedBlanks(), name.isToken else {
                        throw .badExtension(String(part))
                    }
                    var value = sides.count > 1 ? sides[1].trimmedBlanks() : nil
                    if let quoted = value, quoted.count >= 2, quoted.first == "\"", quoted.last == "\"" {
                        value = quoted.dropFirst().dropLast()
                    }
                    if let value, !value.isToken { throw .badExtension(String(part)) }
                    parameters.append((String(name), value.map(String.init)))
                }
                list.append((String(name), parameters))
            }
        }
        return list
    }
}
