import JSON
import Testing

@testable import PusherCore

/// Protocol notes 5.4: every shape `hash` was seen in.
@Suite struct MemberListTests {
    private func members(_ json: String) throws -> [String] {
        MemberList(presence: try JSONValue(parsing: json)).all.map {
            $0.id + ($0.info.map { "=" + String(decoding: $0, as: UTF8.self) } ?? "")
        }
    }

    @Test(arguments: [
        (
            #"{"count":2,"ids":["42","7"],"hash":{"42":{"name":"Zoe"},"7":{"name":"Ann"}}}"#,
            [#"42={"name":"Zoe"}"#, #"7={"name":"Ann"}"#]
        ),
        (#"{"count":0,"ids":[],"hash":[]}"#, []),
        (#"{"count":1,"ids":["0"],"hash":[{"name":"Root"}]}"#, [#"0={"name":"Root"}"#]),
        (#"{"count":2,"ids":["0","1"],"hash":[true,"x"]}"#, ["0=true", #"1="x""#]),
        (#"{"count":2,"ids":[42,7],"hash":{"7":null,"42":{"a":[]}}}"#, [#"42={"a":[]}"#, "7"]),
        (#"{"count":2,"ids":["42","7"],"hash":[]}"#, ["42", "7"]),
        (#"{"count":1,"ids":["42"]}"#, ["42"]),
        (#"{"hash":{"42":{"name":"Zoe"}}}"#, [#"42={"name":"Zoe"}"#]),
        (#"{"ids":["42","42"],"hash":{"42":1,"42":2}}"#, ["42=2"]),
        (#"{"count":-5,"ids":"x","hash":"y"}"#, []), ("null", []), ("[]", []),
        (#"{"ids":[{}],"hash":[1]}"#, []),
    ])
    func isReadInEveryShape(_ json: String, _ expected: [String]) throws {
        #expect(try members(json) == expected)
    }

    @Test func keepsTheOrderOfComingAndEachOnce() {
        var list = MemberList([Member(id: "a"), Member(id: "b")])
        list.insert(Member(id: "a", info: [49]))
        list.insert(Member(id: "c"))
        #expect(list.all == [Member(id: "a", info: [49]), Member(id: "b"), Member(id: "c")])
        let removed = [list.remove("b"), list.remove("b")]
        #expect(removed == [true, false] && !list.isEmpty)
        #expect(list.all.map(\.id) == ["a", "c"])
    }

    @Test func aJoinNeedsAnID() throws {
        #expect(
            Member(joined: try JSONValue(parsing: #"{"user_id":9,"user_info":true}"#))
                == Member(id: "9", info: Array("true".utf8)))
        #expect(Member(joined: try JSONValue(parsing: #"{"user_info":{}}"#)) == nil)
    }
}
