import NIOCore
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
        (try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0))?.ipAddress
    }

    /// An address has many forms; a name has small letters.
    private static func plain(_ host: String) -> String {
        (try? SocketAddress(ipAddress: host, port: 0))?.ipAddress ?? host.lowercased()
    }

    /// Whether it is for this host (RFC 6125 section 6.4: a `*` stands for one whole leftmost label).
    public func isFor(_ host: String) -> Bool {
        let host = Self.plain(host)
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return (names.isEmpty ? [subject] : names).contains { name in
            let name = Self.plain(name)
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
