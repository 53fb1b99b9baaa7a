import CSodium

/// NaCl's secretbox (XSalsa20-Poly1305, the tag first), by libsodium: what encrypted channels are sealed with
/// (protocol notes 9).
public enum SecretBox {
    /// Bytes of a key.
    public static let keySize = Int(crypto_secretbox_KEYBYTES)
    /// Bytes of a nonce.
    public static let nonceSize = Int(crypto_secretbox_NONCEBYTES)
    /// Bytes of the tag in front of the text.
    public static let tagSize = Int(crypto_secretbox_MACBYTES)

    /// Chooses the fastest code for this processor; safe to ask for from any thread.
    private static let isReady = sodium_init() >= 0

    /// The text, or nil where key, nonce or box don't fit one another.
    public static func open(_ box: [UInt8], nonce: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard isReady, key.count == keySize, nonce.count == nonceSize, box.count >= tagSize else {
            return nil
        }
        var text = [UInt8](repeating: 0, count: box.count - tagSize)
        return crypto_secretbox_open_easy(&text, box, UInt64(box.count), nonce, key) == 0 ? text : nil
    }

    /// The box, or nil where the key or the nonce has the wrong size.
    public static func seal(_ text: [UInt8], nonce: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard isReady, key.count == keySize, nonce.count == nonceSize else { return nil }
        var box = [UInt8](repeating: 0, count: text.count + tagSize)
        return crypto_secretbox_easy(&box, text, UInt64(text.count), nonce, key) == 0 ? box : nil
    }
}
