import Crypto
import FoundationEssentials
import JSON

/// The `data` of an event on a `private-encrypted-` channel: `{"nonce":…,"ciphertext":…}` (protocol notes 9).
public struct EncryptedPayload: Equatable, Sendable {
    var nonce: [UInt8]
    var ciphertext: [UInt8]

    /// The payload, or nil where it hasn't that form. Base64 may have its slashes escaped.
    init?(_ data: EventData) {
        guard let value = try? JSONValue(parsing: data.bytes),
            let nonce = value["nonce"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let ciphertext = value["ciphertext"]?.string.flatMap({ Data(base64Encoded: $0) }),
            nonce.count == SecretBox.nonceSize, ciphertext.count >= SecretBox.tagSize
        else { return nil }
        self.nonce = Array(nonce)
        self.ciphertext = Array(ciphertext)
    }

    /// The text, or nil where the key is another.
    func open(key: [UInt8]) -> [UInt8]? { SecretBox.open(ciphertext, nonce: nonce, key: key) }

    /// The key a `shared_secret` holds; nil where it isn't 32 bytes in base64.
    static func key(sharedSecret: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: sharedSecret), data.count == SecretBox.keySize else {
            return nil
        }
        return Array(data)
    }

    /// `shared_secret` of a channel: SHA-256 of its name and the master key (32 bytes), in base64.
    public static func sharedSecret(channel: String, masterKey: [UInt8]) -> String {
        Data(SHA256.hash(data: Array(channel.utf8) + masterKey)).base64EncodedString()
    }

    /// `data` as the PHP SDK makes it of a payload; the nonce is 24 bytes that were never used with this key.
    /// - Returns: Nil where the nonce or the key has another size.
    public static func seal(_ text: [UInt8], nonce: [UInt8], channel: String, masterKey: [UInt8]) -> String? {
        guard let key = key(sharedSecret: sharedSecret(channel: channel, masterKey: masterKey)),
            let box = SecretBox.seal(text, nonce: nonce, key: key)
        else { return nil }
        let tree: JSONTree = [
            "nonce": .string(Data(nonce).base64EncodedString()),
            "ciphertext": .string(Data(box).base64EncodedString()),
        ]
        return tree.serialized()
    }
}
