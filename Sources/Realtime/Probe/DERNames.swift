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
