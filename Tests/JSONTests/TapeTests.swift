import Testing

@testable import JSON

@Suite struct TapeTests {
    /// Each value knows where the next one on its level is: that is what skipping rests on.
    @Test func everyValueKnowsWhatFollowsIt() throws {
        let text = #"{"a":[1,{"b":"\n"},[]],"c":true}"#
        let tape = try JSONValue(parsing: text).tape
        #expect(
            tape.tokens.map(\.kind) == [
                .object, .string, .array, .number, .object, .string, .string, .array, .string, .bool,
            ])
        #expect(tape.tokens.map(\.next) == [10, 2, 8, 4, 7, 6, 7, 8, 9, 10])
        #expect(tape.tokens[6].flag)
        let bytes = Array(text.utf8)
        #expect(tape.tokens.allSatisfy { $0.start <= $0.end && Int($0.end) <= bytes.count })
        #expect(
            bytes[Int(tape.tokens[2].start)..<Int(tape.tokens[2].end)].elementsEqual(
                #"[1,{"b":"\n"},[]]"#.utf8))
    }
}
