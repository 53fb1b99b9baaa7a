import JSON
import SeededRandom
import Testing

@Suite struct JSONParserTests {
    @Test(arguments: [
        "{}", "[]", "null", "true", "false", "0", "-0", "-1.5e+10", "\"\"", " [1 , 2] ", "[[[]]]",
        "{\"a\":{\"b\":[1,{}]}}",
        "\"\\u00e9\\ud83d\\ude00\\/\\b\"", "\"\u{7F}\"", "1E400", "[\"a\",\"a\"]", "{\"a\":1,\"a\":2}",
        "\n\t\r {}\n",
    ])
    func accepts(_ text: String) throws {
        _ = try JSONValue(parsing: text)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}",
        "01", "1.", ".5",
        "-", "+1", "1e", "nul", "True", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\n\"",
        "[1 2]", "{} {}", "[1}",
        "{\"a\":1]", "'a'", "NaN", "[\u{FEFF}]", "\"a", "{\"a\" 1}", "--1", "[tru]", "// x",
    ])
    func refuses(_ text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func tellsWhereATextBreaks() {
        #expect(throws: JSONError.unexpectedByte(UInt8(ascii: "x"), offset: 4)) {
            try JSONValue(parsing: "[1, x]")
        }
        #expect(throws: JSONError.unexpectedEnd(offset: 3)) { try JSONValue(parsing: "[1,") }
        #expect(throws: JSONError.malformedNumber(offset: 1)) { try JSONValue(parsing: "[01]") }
    }

    @Test func limitsDepthWithoutRecursion() throws {
        var parser = JSONParser(maximumDepth: 10)
        let ten = String(repeating: "[", count: 10) + String(repeating: "]", count: 10)
        #expect(try parser.parse(Array(ten.utf8)).kind == .array)
        #expect(throws: JSONError.tooDeep(limit: 10, offset: 10)) {
            try parser.parse(Array(String(repeating: "[", count: 1_000_000).utf8))
        }
    }

    @Test func readsAPartOfALargerBuffer() throws {
        var parser = JSONParser()
        let buffer = Array("xx{\"a\":\"b\"}yy".utf8)
        let value = try parser.parse(buffer[2..<11])
        #expect(value["a"]?.string == "b")
        #expect(value["a"].map { Array($0.rawBytes) } == Array("\"b\"".utf8))
    }

    /// Mutated texts either parse or give an error; nothing traps, whatever is asked of the result.
    @Test func survivesMutatedTexts() {
        let seed = Array(
            #"{"event":"App\\Events\\X","data":"{\"a\":[1,2.5,-3e2,null,true]}","ü":"\ud83d\ude00"}"#.utf8)
        var random = SplitMix64(seed: 7)
        for _ in 0..<20_000 {
            var text = seed
            for _ in 0...Int(random.next() % 4) {
                let place = Int(random.next() % UInt64(text.count))
                switch random.next() % 3 {
                case 0: text[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: text.remove(at: place)
                default: text.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                }
            }
            guard let value = try? JSONValue(parsing: text) else { continue }
            #expect(try! JSONValue(parsing: JSONTree(value).serializedBytes()).kind == value.kind)
        }
    }
}
