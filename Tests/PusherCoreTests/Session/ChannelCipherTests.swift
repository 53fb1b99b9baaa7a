import Testing

@testable import PusherCore

/// Protocol notes 9: encrypted channels and the rotation of their keys.
@Suite struct ChannelCipherTests {
    private static let channel = "private-encrypted-vault.5"
    private static let old = [UInt8](repeating: 1, count: 32)
    private static let new = [UInt8](repeating: 2, count: 32)

    private static func secret(_ master: [UInt8]) -> String {
        EncryptedPayload.sharedSecret(channel: channel, masterKey: master)
    }

    private static func message(_ text: String, _ master: [UInt8]) -> String {
        let nonce = [UInt8](repeating: 9, count: 24)
        let data =
            EncryptedPayload.seal(Array(text.utf8), nonce: nonce, channel: channel, masterKey: master) ?? ""
        let escaped = data.replacing("\"", with: "\\\"").replacing("/", with: "\\\\/")
        return #"{"event":"Changed","channel":"\#(channel)","data":"\#(escaped)"}"#
    }

    private func subscribed(_ text: String) {
        var transcript = Transcript { $0.activityTimeout = .seconds(120) }
        transcript.check(
            """
            0 connect │ state connecting
            │ open ws
            0 opened │
            0 < established 1.1 120 │ state connected
            │ established 1.1
            0 subscribe \(Self.channel) │ \(Self.channel) pending
            │ authorise \(Self.channel) for 1.1
            0 grant \(Self.channel) secret=\(Self.secret(Self.old)) │ > subscribe \(Self.channel) k:\(Self.channel)
            0 < succeeded \(Self.channel) │ \(Self.channel) subscribed
            \(text)
            """)
    }

    @Test func opensWhatComes() {
        subscribed(
            """
            1 < \(Self.message(#"{"balance":"12.50"}"#, Self.old)) │ event Changed on \(Self.channel) {"balance":"12.50"}
            2 < \(Self.message("plain", Self.old)) │ event Changed on \(Self.channel) plain
            """)
    }

    @Test func aNewKeyIsAskedForOnceAndTheOrderIsKept() {
        subscribed(
            """
            1 < \(Self.message("1", Self.new)) │ authorise \(Self.channel) for 1.1
            1 < \(Self.message("2", Self.new))
            1 < \(Self.message("3", Self.old))
            2 grant \(Self.channel) secret=\(Self.secret(Self.new)) │ event Changed on \(Self.channel) 1
            │ event Changed on \(Self.channel) 2
            │ error: an event on \(Self.channel) can't be decrypted with the application's key
            3 < \(Self.message("4", Self.new)) │ event Changed on \(Self.channel) 4
            4 < \(Self.message("5", Self.old)) │ error: an event on \(Self.channel) can't be decrypted with the application's key
            12 < \(Self.message("6", Self.old)) │ authorise \(Self.channel) for 1.1
            13 refuse \(Self.channel) 403 │ error: an event on \(Self.channel) can't be decrypted with the application's key
            14 < \(Self.message("7", Self.new)) │ event Changed on \(Self.channel) 7
            """)
    }

    @Test func anApplicationThatHangsLosesTheEventNotTheChannel() {
        subscribed(
            """
            1 < \(Self.message("1", Self.new)) │ authorise \(Self.channel) for 1.1
            2 < \(Self.message("2", Self.old))
            16 … │ event Changed on \(Self.channel) 2
            │ error: an event on \(Self.channel) can't be decrypted with the application's key
            17 < \(Self.message("3", Self.old)) │ event Changed on \(Self.channel) 3
            """)
    }

    @Test func clearTextIsNotShown() {
        subscribed(
            #"""
            1 < {"event":"Changed","channel":"private-encrypted-vault.5","data":"{\"balance\":\"0\"}"} │ error: an event on private-encrypted-vault.5 came unencrypted or garbled and is not shown
            2 < {"event":"client-typing","channel":"private-encrypted-vault.5","data":{}} │ error: an event on private-encrypted-vault.5 came unencrypted or garbled and is not shown
            """#)
    }

    @Test(arguments: ["", " secret=AAAA"])
    func withoutAKeyItIsRefused(_ secret: String) {
        var transcript = Transcript()
        transcript.check(
            """
            0 connect │ state connecting
            │ open ws
            0 opened │
            0 < established 1.1 │ state connected
            │ established 1.1
            0 subscribe \(Self.channel) │ \(Self.channel) pending
            │ authorise \(Self.channel) for 1.1
            0 < succeeded \(Self.channel) │
            0 grant \(Self.channel)\(secret) │ \(Self.channel) refused 200
            """)
    }

    @Test func whatWaitsForAKeyIsLimited() {
        var cipher = ChannelCipher(key: Self.old)
        let box =
            EncryptedPayload.seal(
                [1], nonce: .init(repeating: 0, count: 24), channel: "c", masterKey: Self.new) ?? ""
        let event = PusherEvent(name: "e", channel: "c", data: .text(Array(box.utf8)))
        #expect(cipher.receive(event, now: .zero) == .queued(asks: true))
        for _ in 1..<ChannelCipher.maximumWaiting {
            #expect(cipher.receive(event, now: .zero) == .queued(asks: false))
        }
        #expect(cipher.receive(event, now: .zero) == .dropped(.overflow))
        #expect(cipher.refreshed(key: nil, now: .zero).dropped.count == ChannelCipher.maximumWaiting)
        #expect(!cipher.isRefreshing)
    }
}
