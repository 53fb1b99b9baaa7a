/// A 128-bit digest that is the same on every machine and in every run: two rounds of FNV-1a with different
/// offsets over the length and the bytes. It tells events apart; it is no protection against a forger.
struct Digest {
    private var a: UInt64 = 0xCBF2_9CE4_8422_2325
    private var b: UInt64 = 0x6C62_272E_07BB_0142

    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            a = (a ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            b = (b ^ UInt64(byte) ^ (a >> 32)) &* 0x9E37_79B9_7F4A_7C15
        }
        // The end of each part counts, so that "ab" + "c" is not "a" + "bc".
        a = (a ^ 0xFF) &* 0x0000_0100_0000_01B3
        b = (b ^ 0xFE) &* 0x9E37_79B9_7F4A_7C15
    }

    var text: String {
        func hex(_ value: UInt64) -> String {
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return hex(a) + hex(b)
    }
}
