import NIOSSL

/// What a person needs to know of a certificate to see why it isn't trusted.
public struct CertificateSummary: Equatable, Sendable {
    /// The subject's common name; empty where it has none.
    public var subject: String
    /// The issuer's common name, else its organisation.
    public var issuer: String
    /// DNS names and addresses it is valid for.
    public var names: [String]
    /// Seconds since 1970.
    public var validFrom: Int
    /// Seconds since 1970.
    public var validUntil: Int
    /// Whether issuer and subject are the same.
    public var isSelfSigned: Bool

    /// A summary with these parts.
    public init(
        subject: String, issuer: String, names: [String], validFrom: Int, validUntil: Int, isSelfSigned: Bool
    ) {
        self.subject = subject
        self.issuer = issuer
        self.names = names
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.isSelfSigned = isSelfSigned
    }

    init(_ certificate: NIOSSLCertificate) {
        let (issuer, subject) = DERNames.issuerAndSubject((try? certificate.toDERBytes()) ?? [])
        self.init(
            subject: subject.name, issuer: issuer.name,
            names: certificate._subjectAlternativeNames().compactMap { name in
                switch name.nameType {
                case .dnsName: String(decoding: name.contents, as: UTF8.self)
                case .ipAddress: Self.address(Array(name.contents))
                default: nil
                }
            },
            validFrom: Int(certificate.notValidBefore), validUntil: Int(certificate.notValidAfter),
            isSelfSigned: issuer == subject
        )
    }

    private static func address(_ bytes: [UInt8]) -> String? {
        bytes.count == 4 ? bytes.map(String.init).joined(separator: ".") : nil
    }

    /// Whether it is for this host (RFC 6125 section 6.4: a `*` stands for one whole leftmost label).
    public func isFor(_ host: String) -> Bool {
        let host = host.lowercased()
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return (names.isEmpty ? [subject] : names).contains { name in
            let name = name.lowercased()
            guard name.hasPrefix("*.") else { return name == host }
            let wanted = name.split(separator: ".", omittingEmptySubsequences: false)
            return wanted.count == labels.count && labels.count > 2
                && wanted.dropFirst() == labels.dropFirst()
        }
    }
}

/// Why a chain of certificates isn't trusted, the server's own first.
public enum CertificateFault: Equatable, Sendable {
    /// Over; seconds since 1970.
    case expired(at: Int)
    /// Not begun: one of the two clocks is wrong.
    case notYetValid(from: Int)
    /// For other hosts.
    case wrongName([String])
    /// Nobody but itself vouches for it.
    case selfSigned
    /// An authority this machine doesn't know, or a chain from which an intermediate is missing.
    case unknownIssuer(String, chainLength: Int)
    /// The server showed none.
    case none

    /// Why the chain isn't trusted for this host; `now` is seconds since 1970.
    public init(_ chain: [CertificateSummary], host: String, now: Int) {
        guard let own = chain.first, let last = chain.last else {
            self = .none
            return
        }
        if let over = chain.first(where: { $0.validUntil < now }) {
            self = .expired(at: over.validUntil)
        } else if let early = chain.first(where: { $0.validFrom > now }) {
            self = .notYetValid(from: early.validFrom)
        } else if !own.isFor(host) {
            self = .wrongName(own.names.isEmpty ? [own.subject] : own.names)
        } else if own.isSelfSigned {
            self = .selfSigned
        } else {
            self = .unknownIssuer(last.issuer, chainLength: chain.count)
        }
    }
}

/// The two names of an X.509 certificate (RFC 5280 section 4.1), which BoringSSL's Swift face doesn't tell.
enum DERNames {
    /// A distinguished name: its bytes, and what people call it.
    struct Name: Equatable {
        var bytes: [UInt8] = []
        var name = ""
    }

    /// Empty names where the bytes are no certificate.
    static func issuerAndSubject(_ certificate: [UInt8]) -> (issuer: Name, subject: Name) {
        var outer = certificate[...]
        guard var whole = next(&outer)?.content, var body = next(&whole)?.content else {
            return (Name(), Name())
        }
        var fields: [(tag: UInt8, content: ArraySlice<UInt8>)] = []
        while fields.count < 7, let field = next(&body) { fields.append(field) }
        // The version, tag [0], may be left out.
        if fields.first?.tag == 0xA0 { fields.removeFirst() }
        // serialNumber, signature, issuer, validity, subject
        guard fields.count >= 5 else { return (Name(), Name()) }
        return (name(fields[2].content), name(fields[4].content))
    }

    private static func name(_ content: ArraySlice<UInt8>) -> Name {
        var commonName: String?
        var organisation: String?
        var sets = content
        while var set = next(&sets)?.content {
            while var pair = next(&set)?.content {
                guard let type = next(&pair)?.content, let value = next(&pair)?.content else { break }
                let text = String(decoding: value, as: UTF8.self)
                // 2.5.4.3 and 2.5.4.10
                if type.elementsEqual([0x55, 0x04, 0x03]) { commonName = text }
                if type.elementsEqual([0x55, 0x04, 0x0A]) { organisation = text }
            }
        }
        return Name(bytes: Array(content), name: commonName ?? organisation ?? "")
    }

    /// Takes one element off: tag, length in short or long form, content.
    private static func next(_ bytes: inout ArraySlice<UInt8>) -> (tag: UInt8, content: ArraySlice<UInt8>)? {
        guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { return nil }
        var length = Int(first)
        if first & 0x80 != 0 {
            let count = Int(first & 0x7F)
            guard count <= 4, bytes.count >= count else { return nil }
            length = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(count)
        }
        guard bytes.count >= length else { return nil }
        defer { bytes = bytes.dropFirst(length) }
        return (tag, bytes.prefix(length))
    }
}
