import Testing

@testable import PusherCore

/// Protocol notes 5 and 8, from the server's side.
@Suite struct BrokerChannelsTests {
    private static let zoe = #"{"user_id":"42","user_info":{"name":"Zoe"}}"#
    private static let ann = #"{"user_id":"7","user_info":{"name":"Ann"}}"#

    @Test func aPrivateChannelNeedsItsSignature() {
        var room = Room()
        _ = room.open(1)
        #expect(
            room.subscribe(1, "private-a") == [
                #"1 {"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"private-a"}"#,
                "1 has private-a",
            ])
        for channel in ["private-b", "privateer", "presence"] {
            let answer = room.say(
                1, #"{"event":"pusher:subscribe","data":{"channel":"\#(channel)","auth":"k:x"}}"#)
            #expect(answer.first?.contains("Connection is unauthorized") == true, "\(channel)")
        }
        #expect(
            room.say(1, #"{"event":"pusher:unsubscribe","data":{"channel":"private-a"}}"#) == [
                "1 left private-a"
            ])
        #expect(room.say(1, #"{"event":"pusher:unsubscribe","data":{"channel":"private-a"}}"#).isEmpty)
    }

    @Test func subscribingTwiceDiffersByServer() {
        var room = Room()
        _ = room.open(1)
        _ = room.subscribe(1, "news")
        #expect(room.subscribe(1, "news").count == 1)
        var pusher = Room(.pusher)
        _ = pusher.open(1)
        _ = pusher.subscribe(1, "news")
        #expect(pusher.subscribe(1, "news").first?.contains("Existing subscription to channel news") == true)
    }

    @Test func soketiLeavesDataOut() {
        var room = Room(.soketi)
        _ = room.open(1)
        #expect(
            room.subscribe(1, "news").first
                == #"1 {"event":"pusher_internal:subscription_succeeded","channel":"news"}"#)
    }

    @Test func pusherCounts() {
        var room = Room(.pusher)
        _ = room.open(1)
        #expect(room.subscribe(1, "news").last?.contains(#"\"subscription_count\":1"#) == true)
    }

    @Test func membersAreCountedByUser() {
        var room = Room()
        for id in 1...3 { _ = room.open(id) }
        let first = room.subscribe(1, "presence-a", member: Self.zoe)
        #expect(
            first[0].contains(
                #"{\"presence\":{\"count\":1,\"ids\":[\"42\"],\"hash\":{\"42\":{\"name\":\"Zoe\"}}}}"#))
        #expect(
            room.subscribe(2, "presence-a", member: Self.ann).last?.hasPrefix(
                #"1 {"event":"pusher_internal:member_added""#) == true)
        // Zoe's second connection is nobody new, and its end is nobody's leave.
        #expect(room.subscribe(3, "presence-a", member: Self.zoe).last == "3 has presence-a")
        #expect(room.close(3) == ["3 left presence-a"])
        let left = room.close(1)
        #expect(
            left == [
                "1 left presence-a",
                #"2 {"event":"pusher_internal:member_removed","data":"{\"user_id\":\"42\"}","channel":"presence-a"}"#,
            ])
    }

    @Test func hashHasPHPsShapes() {
        func hash(_ members: [String], _ change: (inout BrokerConfiguration) -> Void = { _ in }) -> String {
            var room = Room(.reverb, change)
            var last = ""
            for (id, member) in members.enumerated() {
                _ = room.open(id + 1)
                last =
                    room.subscribe(id + 1, "presence-a", member: member).first { $0.contains("succeeded") }
                    ?? ""
            }
            return last.split(separator: "hash").last.map(String.init) ?? ""
        }
        #expect(hash([#"{"user_id":"0","user_info":true}"#]).hasPrefix(#"\":[true]"#))
        #expect(hash([#"{"user_id":"1","user_info":true}"#]).hasPrefix(#"\":{\"1\":true}"#))
        #expect(hash([Self.zoe]) { $0.hashShape = .empty }.hasPrefix(#"\":[]"#))
        #expect(hash([Self.zoe]) { $0.hashShape = .list }.hasPrefix(#"\":[{"#))
        // One without an id, and Reverb counts nobody.
        #expect(hash([Self.zoe, #"{"user_info":true}"#]).hasPrefix(#"\":[]"#))
    }

    @Test func aJoinWithoutInfoTakesEffectAndIsAnswered4200() {
        var room = Room()
        _ = room.open(1)
        let said = room.subscribe(1, "presence-a", member: #"{"user_id":"42"}"#)
        #expect(said.contains { $0.contains("4200") } && said.contains("1 has presence-a"))
    }

    @Test func aCacheLivesWhileSomebodyHoldsTheChannel() {
        var room = Room()
        for id in 1...2 { _ = room.open(id) }
        _ = room.publish("cache-a")
        #expect(room.subscribe(1, "cache-a").last == #"1 {"event":"pusher:cache_miss","channel":"cache-a"}"#)
        _ = room.publish("cache-a", "1")
        #expect(room.subscribe(2, "cache-a").last == #"2 {"event":"E","data":"1","channel":"cache-a"}"#)
        _ = room.close(1)
        _ = room.close(2)
        _ = room.open(3)
        #expect(room.subscribe(3, "cache-a").last?.contains("cache_miss") == true)
        // Reverb takes the encrypted kind for plain private.
        #expect(room.subscribe(3, "private-encrypted-cache-a").last == "3 has private-encrypted-cache-a")
    }

    @Test func aLeaveOverwritesAPresenceCache() {
        var room = Room()
        for id in 1...3 { _ = room.open(id) }
        _ = room.subscribe(1, "presence-cache-a", member: Self.zoe)
        _ = room.subscribe(2, "presence-cache-a", member: Self.ann)
        _ = room.close(1)
        #expect(
            room.subscribe(3, "presence-cache-a", member: Self.zoe).last?.contains("member_removed") == true)
    }

    // MARK: Client events

    private func whisper(
        _ data: String, member: Bool = true, extra: String = "",
        _ change: (inout BrokerConfiguration) -> Void = { _ in }
    ) -> [String] {
        var room = Room(.reverb, change)
        for id in 1...2 { _ = room.open(id) }
        _ = room.subscribe(1, "presence-a", member: Self.ann)
        if member { _ = room.subscribe(2, "presence-a", member: Self.zoe) }
        return room.say(2, #"{"event":"client-x","channel":"presence-a","data":\#(data)\#(extra)}"#)
    }

    @Test func aWhisperGoesToTheOthersWithTheSendersID() {
        #expect(
            whisper(#"{"a":1}"#) == [
                #"1 {"event":"client-x","channel":"presence-a","data":{"a":1},"user_id":"42"}"#
            ])
        #expect(whisper(#"{"a":1}"#, extra: #","user_id":"1""#).first?.contains(#""user_id":"42""#) == true)
    }

    @Test(arguments: [
        ("{}", "[]"), (#"{"a":{}}"#, #"{"a":[]}"#), (#""{\"b\":2}""#, #"{"b":2}"#), ("[1,{}]", "[1,[]]"),
    ])
    func phpEncodesItAnew(_ data: String, _ written: String) {
        #expect(whisper(data).first?.contains(#""data":\#(written)"#) == true, "\(whisper(data))")
    }

    @Test(arguments: ["7", "true", "null", #""text""#])
    func otherDataIsAnswered4200(_ data: String) {
        #expect(whisper(data).first?.contains("4200") == true)
    }

    @Test func whoMayWhisperIsAQuestionOfSettings() {
        #expect(
            whisper("[]", member: false).first?.contains("not a member of the specified channel.") == true)
        #expect(
            whisper("[]") { $0.clientEvents = .none }.first?.contains("client messaging enabled.") == true)
        // With `all`, anyone may, under any name.
        let forged = whisper("[]", member: false, extra: #","user_id":"1""#) { $0.clientEvents = .all }
        #expect(forged.first?.contains(#""user_id":"1""#) == true)
        #expect(whisper("[]") { $0.isScaled = true }.last == "relay presence-a")
        var pusher = Room(.pusher)
        _ = pusher.open(1)
        _ = pusher.subscribe(1, "news")
        #expect(
            pusher.say(1, #"{"event":"client-x","channel":"news","data":{}}"#).first?.contains("4301") == true
        )
    }
}
