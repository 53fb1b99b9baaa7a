import JSON
import Testing

@testable import PusherCore

/// Protocol notes 9 and 14.
@Suite struct EncryptedPayloadTests {
    private let masterKey = (0..<32).map { UInt8($0) }
    private let channel = "private-encrypted-vault.5"

    @Test func derivesTheSharedSecretOfTheNotes() {
        #expect(
            EncryptedPayload.sharedSecret(channel: channel, masterKey: masterKey)
                == "keaTNdU5oluwEET3k8BTwO+Yg7phcj63gCZr5IW++eg=")
    }

    /// The message of the notes, with the escaped slash in its base64.
    @Test func opensTheMessageOfTheNotes() throws {
        let message =
            #"{"event":"App\\Events\\BalanceChanged","channel":"private-encrypted-vault.5","data":"#
            + #""{\"nonce\":\"oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3\",\"ciphertext\":"#
            + #"\"Kt9zRKSQlY6PtySr7rj1SVqStfWKGbWyVa9h1QxIXd\/GQbE=\"}"}"#
        let data = try #require(try JSONValue(parsing: message)["data"]?.stringBytes)
        for written in [
            data,
            Array(
                #"{"nonce":"oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3","ciphertext":"Kt9zRKSQlY6PtySr7rj1SVqStfWKGbWyVa9h1QxIXd\/GQbE="}"#
                    .utf8),
        ] {
            let payload = try #require(EncryptedPayload(.text(written)))
            let key = try #require(
                EncryptedPayload.key(
                    sharedSecret: EncryptedPayload.sharedSecret(channel: channel, masterKey: masterKey)))
            #expect(
                payload.open(key: key).map { String(decoding: $0, as: UTF8.self) } == #"{"balance":"12.50"}"#)
        }
    }

    @Test func sealsAsThePHPSDKDoes() {
        let nonce = (0xA0...0xB7).map { UInt8($0) }
        #expect(
            EncryptedPayload.seal(
                Array(#"{"balance":"12.50"}"#.utf8), nonce: nonce, channel: channel, masterKey: masterKey)
                == #"{"nonce":"oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3","ciphertext":"Kt9zRKSQlY6PtySr7rj1SVqStfWKGbWyVa9h1QxIXd/GQbE="}"#
        )
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"nonce":"AAAA","ciphertext":"AAAA"}"#, #"{"nonce":7,"ciphertext":8}"#,
        #"{"nonce":"oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3","ciphertext":"*"}"#,
        #"{"nonce":"oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3","ciphertext":"AAAA"}"#,
        #"{"nonce":"oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3"}"#, "plain text",
    ])
    func isNotMadeOfAnythingElse(_ text: String) {
        #expect(EncryptedPayload(.text(Array(text.utf8))) == nil)
        #expect(EncryptedPayload(.json(Array(text.utf8))) == nil)
        #expect(EncryptedPayload(.none) == nil)
    }

    @Test func aSharedSecretIs32Bytes() {
        #expect(EncryptedPayload.key(sharedSecret: "AAAA") == nil)
        #expect(EncryptedPayload.key(sharedSecret: "not base64 at all!") == nil)
    }
}
