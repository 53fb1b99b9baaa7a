import JSON
import Testing

@testable import craftdesk

@Suite struct RedactionTests {
    private func redacted(_ text: String, secrets: [String] = []) -> String {
        String(decoding: Redaction(secrets: secrets)(Array(text.utf8)), as: UTF8.self)
    }

    @Test func signaturesGo() {
        #expect(
            redacted(
                #"{"event":"pusher:subscribe","data":{"channel":"presence-a","auth":"k:1f","channel_data":"{\"user_id\":\"42\"}"}}"#
            )
                == #"{"event":"pusher:subscribe","data":{"channel":"presence-a","auth":"redacted","channel_data":"redacted"}}"#
        )
    }

    @Test func secretsWithinJSONWithinJSONGo() throws {
        let text = redacted(#"{"event":"E","data":"{\"list\":[{\"api_key\":\"abc\",\"n\":1.50}]}"}"#)
        #expect(!text.contains("abc"))
        let data = try #require(try JSONValue(parsing: text)["data"]?.string)
        #expect(data == #"{"list":[{"api_key":"redacted","n":1.50}]}"#)
    }

    @Test(arguments: [
        #"{"event":"pusher:ping","data":{}}"#, #"{ "event" : "E\u00eb", "data":"[]" }"#, "not JSON",
        #"{"authored":"x","tokens":3}"#,
    ])
    func everythingElseStaysAsItIs(_ text: String) {
        #expect(redacted(text, secrets: ["17|abcdefgh"]) == text)
    }

    @Test func theTokenGoesWhereverItIs() {
        let token = "17|ab/cd\"efgh"
        #expect(!redacted(#"{"a":"x 17|ab/cd\"efgh y"}"#, secrets: [token]).contains("efgh"))
        #expect(!redacted("plain 17|ab/cd\"efgh", secrets: [token]).contains("efgh"))
    }

    /// What stands in a secret's place is not looked for in its turn.
    @Test(.timeLimit(.minutes(1))) func theMarkIsNoSecret() {
        #expect(redacted("a redacted word", secrets: ["redacted"]) == "a redacted word")
    }

    @Test func deepNestingIsNotFollowedForEver() {
        let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
        #expect(redacted(deep) == deep)
    }
}
