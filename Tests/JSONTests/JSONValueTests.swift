import JSON
import Testing

@Suite struct JSONValueTests {
    @Test func readsEveryKind() throws {
        let value = try JSONValue(
            parsing: #"{"n":null,"t":true,"i":-12,"d":1.5,"s":"a\/b","a":[1,[2],3],"o":{"x":1}}"#)
        #expect(value["n"]?.isNull == true)
        #expect(value["t"]?.bool == true)
        #expect(value["i"]?.int == -12)
        #expect(value["d"]?.double == 1.5)
        #expect(value["d"]?.int == nil)
        #expect(value["s"]?.string == "a/b")
        #expect(value["a"]?.elements.count == 3)
        #expect(value["a"]?[1]?[0]?.int == 2)
        #expect(value["a"]?[2]?.int == 3)
        #expect(value["a"]?[3] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["o"]?["x"]?.int == 1)
        #expect(value["o"]?["y"] == nil)
        #expect(value["s"]?["x"] == nil)
    }

    @Test func ofDuplicateKeysTheLastCounts() throws {
        let value = try JSONValue(parsing: #"{"a":1,"\u0061":2}"#)
        #expect(value["a"]?.int == 2)
        #expect(value.members.map(\.key) == ["a", "a"])
    }

    @Test(arguments: [
        (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
        (#""\ud83dA""#, "\u{FFFD}A"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\u00e9\n\t\"\\""#, "é\n\t\"\\"),
        (#""\u0000""#, "\0"),
    ])
    func resolvesEscapes(_ text: String, _ expected: String) throws {
        #expect(try JSONValue(parsing: text).string == expected)
        #expect(try JSONValue(parsing: text).stringBytes == Array(expected.utf8))
    }

    @Test func bytesThatAreNotUTF8AreReplaced() throws {
        #expect(try JSONValue(parsing: [0x22, 0xFF, 0x41, 0x22]).string == "\u{FFFD}A")
    }

    @Test func idsAreTextWhicheverWayTheyCome() throws {
        let value = try JSONValue(parsing: #"[42,"42","01JD",1.5,null,9223372036854775808]"#)
        #expect(value.elements.map(\.identifier) == ["42", "42", "01JD", nil, nil, "9223372036854775808"])
        #expect(value[5]?.int == nil)
    }
}
