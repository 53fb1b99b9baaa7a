import CSodium
import Testing

@testable import PusherCore

@Suite struct SecretBoxTests {
    private let nonce = (0xA0...0xB7).map { UInt8($0) }

    /// The steps inside secretbox, by the vectors of protocol notes 14.
    @Test func derivesTheKeysOfTheNotes() {
        let key = EncryptedPayload.key(sharedSecret: "keaTNdU5oluwEET3k8BTwO+Yg7phcj63gCZr5IW++eg=") ?? []
        var subkey = [UInt8](repeating: 0, count: 32)
        #expect(crypto_core_hsalsa20(&subkey, nonce, key, nil) == 0)
        #expect(
            hexadecimal(subkey) == "be8236dfd0d6881c12e401fa027145495d30c9c333ee47b55d3a814406733e9f")
        var stream = [UInt8](repeating: 0, count: 32)
        #expect(crypto_stream_salsa20(&stream, 32, Array(nonce[16...]), subkey) == 0)
        #expect(
            hexadecimal(stream) == "70877336cd402879e1d149970928fe3ebe5ef0a7c6dca2c5f0a915cccb2dd2f2")
    }

    @Test func opensWhatItSealedAndNothingElse() throws {
        let key = [UInt8](repeating: 7, count: 32)
        for length in [0, 1, 15, 16, 17, 64, 1000] {
            let text = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            var box = try #require(SecretBox.seal(text, nonce: nonce, key: key))
            #expect(box.count == length + SecretBox.tagSize)
            #expect(SecretBox.open(box, nonce: nonce, key: key) == text)
            box[length / 2] ^= 1
            #expect(SecretBox.open(box, nonce: nonce, key: key) == nil)
        }
    }

    @Test func takesNoOtherSizes() {
        let key = [UInt8](repeating: 7, count: 32)
        #expect(SecretBox.seal([1], nonce: [], key: key) == nil)
        #expect(SecretBox.seal([1], nonce: nonce, key: []) == nil)
        #expect(SecretBox.open([UInt8](repeating: 0, count: 15), nonce: nonce, key: key) == nil)
        #expect(SecretBox.open([UInt8](repeating: 0, count: 16), nonce: nonce + [0], key: key) == nil)
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
