import Testing

@testable import PusherCore

/// The vectors of protocol notes 14: what Reverb itself computed.
@Suite struct SignatureTests {
    private let key = "orbit-key-4c1d"
    private let secret = "orbit-secret-92e7"
    private let socketID = "482917365.10457721"

    @Test func signsAPrivateChannel() {
        #expect(
            Signature.channel("private-orders.7", socketID: socketID, key: key, secret: secret)
                == "orbit-key-4c1d:799fc6a84028b2421145acd729149fe5dbe2d5c01632f650a27db6c9aba64a70")
    }

    @Test func signsAPresenceChannelWithItsEscapesAsTheyAre() {
        let data = #"{"user_id":"42","user_info":{"id":42,"name":"Zo\u00eb"}}"#
        #expect(
            Signature.channel(
                "presence-room.3", socketID: socketID, channelData: data, key: key, secret: secret)
                == "orbit-key-4c1d:b2495d54485648a10ac236bfdb46fc9c278037354346918c8b3b5a880ab5442b")
    }

    @Test func signsAUser() {
        #expect(
            Signature.user(
                data: #"{"id":"42","user_info":{"name":"Zoe"}}"#, socketID: socketID, key: key,
                secret: secret)
                == "orbit-key-4c1d:9b26d7ebb6e254695f5dd5fa1c16bbcdb2f4493784f2e8162f46cd8b091c2559")
    }

    @Test func signsAPublication() {
        let body =
            #"{"name":"App\\Events\\OrderShipped","data":"{\"orderId\":7}","channel":"private-orders.7"}"#
        #expect(body.utf8.count == 90)
        let digest = Signature.bodyMD5(Array(body.utf8))
        #expect(digest == "dad7b55f3ab37fac251e1d27995e1daf")
        let parameters = [
            ("body_md5", digest), ("auth_version", "1.0"), ("auth_key", key),
            ("auth_timestamp", "1790000000"), ("auth_signature", "left out"),
        ]
        #expect(
            Signature.request(
                method: "POST", path: "/apps/9001/events", parameters: parameters, secret: secret)
                == "04987be03f7379a9b8485d7f8f30cd840cd6ecb6c1087f3fb345360f3fbf6960")
    }

    @Test func signsAQuestionWithoutABody() {
        let parameters = [
            ("info", "user_count"), ("filter_by_prefix", "presence-"), ("auth_version", "1.0"),
            ("auth_timestamp", "1790000000"), ("auth_key", key),
        ]
        #expect(
            Signature.request(
                method: "GET", path: "/apps/9001/channels", parameters: parameters, secret: secret)
                == "1252b6346b843b15703b8a75acdb4446f5b68760ea9244bffc72d47b5f3a9662")
    }

    @Test func verifiesOnlyWhatFollowsTheFirstColon() {
        let auth = Signature.channel("private-a", socketID: socketID, key: key, secret: secret)
        let signature = auth.split(separator: ":")[1]
        func verifies(_ auth: String, channelData: String? = nil) -> Bool {
            Signature.verifies(
                auth: auth, channel: "private-a", socketID: socketID, channelData: channelData,
                secret: secret)
        }
        #expect(verifies(auth))
        #expect(verifies("another-key:\(signature)"))
        #expect(!verifies(String(signature)))
        #expect(!verifies("\(auth)0"))
        #expect(!verifies(auth, channelData: "{}"))
        #expect(!verifies("k:" + signature.uppercased()))
    }
}
