import JSON
import SeededRandom
import Testing

@Suite struct JSONTreeTests {
    @Test func writesCompactText() {
        let tree: JSONTree = [
            "a": 1, "b": [true, nil, 1.5, "x\"\\\n\u{1}/é"], "c": [:], "d": .raw(Array("[1]".utf8)),
        ]
        #expect(tree.serialized() == #"{"a":1,"b":[true,null,1.5,"x\"\\\n\u0001/é"],"c":{},"d":[1]}"#)
    }

    @Test func membersAreReadReplacedAndTakenOut() {
        var tree: JSONTree = ["a": 1]
        tree["b"] = "x"
        tree["a"] = 2
        #expect(tree == ["a": 2, "b": "x"])
        tree["a"] = nil
        #expect(tree.serialized() == #"{"b":"x"}"#)
        var text: JSONTree = "x"
        text["a"] = 1
        #expect(text == "x")
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let tree = Self.tree(&random, depth: 0)
            let parsed = try JSONValue(parsing: tree.serializedBytes())
            #expect(JSONTree(parsed) == tree)
        }
    }

    private static func tree(_ random: inout SplitMix64, depth: Int) -> JSONTree {
        switch random.next() % (depth > 4 ? 5 : 7) {
        case 0: return .null
        case 1: return .bool(random.next() % 2 == 0)
        case 2: return .integer(Int(truncatingIfNeeded: random.next()))
        case 3: return .number(Double(Int32(truncatingIfNeeded: random.next())) + 0.5)
        case 4:
            let scalars = (0..<random.next() % 8).map { _ in
                Unicode.Scalar(UInt32(random.next() % 0x11_0000)) ?? "\u{FFFD}"
            }
            return .string(String(String.UnicodeScalarView(scalars)))
        case 5: return .array((0..<random.next() % 4).map { _ in tree(&random, depth: depth + 1) })
        default:
            return .object((0..<random.next() % 4).map { .init("k\($0)", tree(&random, depth: depth + 1)) })
        }
    }

    @Test func idsAreNumbersWhereTheyLookLikeOne() {
        #expect(JSONTree.identifier("42") == .integer(42))
        #expect(JSONTree.identifier("042") == .string("042"))
        #expect(JSONTree.identifier("01J") == .string("01J"))
        #expect(JSONTree.identifier("99999999999999999999") == .string("99999999999999999999"))
    }
}
