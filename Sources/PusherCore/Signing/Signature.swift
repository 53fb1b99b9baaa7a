import Crypto

/// The signatures of the protocol: HMAC-SHA256 by the application's secret, in lowercase hex.
public enum Signature {
    /// `auth` of a channel's subscription: `{key}:{signature of socket_id:channel[:channel_data]}`
    /// (protocol notes 6.2).
    public static func channel(
        _ channel: String, socketID: String, channelData: String? = nil, key: String, secret: String
    ) -> String {
        let tail = channelData.map { ":" + $0 } ?? ""
        return "\(key):\(sign("\(socketID):\(channel)\(tail)", secret: secret))"
    }

    /// `auth` of `pusher:signin`: the signature of `socket_id::user::user_data` (protocol notes 6.6).
    public static func user(data: String, socketID: String, key: String, secret: String) -> String {
        "\(key):\(sign("\(socketID)::user::\(data)", secret: secret))"
    }

    /// What a request to the HTTP API signs: method, path and the parameters sorted by name, none of them
    /// URL-escaped, without `auth_signature` (protocol notes 10.1). The path has no server path prefix.
    public static func requestText(
        method: String, path: String, parameters: [(name: String, value: String)]
    ) -> String {
        let sorted = parameters.filter { $0.name != "auth_signature" }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return "\(method)\n\(path)\n" + sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// `auth_signature` of a request to the HTTP API (protocol notes 10.1).
    public static func request(
        method: String, path: String, parameters: [(name: String, value: String)], secret: String
    ) -> String {
        sign(requestText(method: method, path: path, parameters: parameters), secret: secret)
    }

    /// `body_md5` of a request with a body (protocol notes 10.1).
    public static func bodyMD5(_ body: [UInt8]) -> String {
        hexadecimal(Insecure.MD5.hash(data: body))
    }

    /// HMAC-SHA256 of the text, 64 lowercase hex digits.
    public static func sign(_ text: String, secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// Whether two signatures are the same, in time that depends only on their lengths.
    public static func isEqual(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
        let left = Array(one.utf8)
        let right = Array(other.utf8)
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (a, b) in zip(left, right) { difference |= a ^ b }
        return difference == 0
    }

    /// Whether `auth` signs the subscription. As Reverb, only what follows the first colon is looked at
    /// (protocol notes 6.2).
    public static func verifies(
        auth: String, channel: String, socketID: String, channelData: String?, secret: String
    ) -> Bool {
        let given = auth.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard given.count == 2 else { return false }
        let expected = Signature.channel(
            channel, socketID: socketID, channelData: channelData, key: "", secret: secret)
        return isEqual(given[1], expected.dropFirst())
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
