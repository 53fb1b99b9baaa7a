import Feed
import SeededRandom
import Testing

@Suite struct QueryParserTests {
    @Test func structure() throws {
        let a = Query.Expression.term(.words(Words("a")))
        let b = Query.Expression.term(.words(Words("b")))
        #expect(try Query("a").expression == a)
        #expect(try Query("a b").expression == .all([a, b]))
        #expect(try Query("a OR b").expression == .any([a, b]))
        #expect(try Query("a OR b a").expression == .any([a, .all([b, a])]))
        #expect(try Query("-(a b)").expression == .not(.all([a, b])))
        #expect(try Query("((a))").expression == a)
        #expect(try Query("a or b").expression == .all([a, .term(.words(Words("or"))), b]))
        #expect(try Query("\"say \\\"a\\\"\"").expression == .term(.words(Words("say \"a\""))))
        #expect(try Query("12:30").expression == .term(.words(Words("12:30"))))
        #expect(
            try Query("kind:comment,reply").expression
                == .any([.term(.kind(.comment)), .term(.kind(.reply))]))
    }

    @Test(arguments: [
        ("kidn:comment", QueryError.unknownField("kidn", column: 1, nearest: "kind")),
        ("a kind:coment", .unknownValue("coment", field: "kind", column: 8, nearest: "comment", known: [])),
        ("is:unraed", .unknownValue("unraed", field: "is", column: 4, nearest: "unread", known: [])),
        ("a from:", .missingValue(field: "from", column: 8)),
        ("from: ana", .missingValue(field: "from", column: 6)),
        ("kind:comment,", .missingValue(field: "kind", column: 14)),
        ("before:soon", .notATime("soon", column: 8)),
        ("quota:much", .notAPercentage("much", column: 7)),
        ("a \"b", .unclosedQuote(column: 3)),
        ("a (b", .unclosedParenthesis(column: 3)),
        ("a b)", .unopenedParenthesis(column: 4)),
        ("a OR", .missingTerm(after: "OR", column: 3)),
        ("OR a", .missingTerm(after: "the start", column: 1)),
        ("a ()", .missingTerm(after: "(", column: 3)),
        ("é -", .missingTerm(after: "-", column: 3)),
        ("https://a.example", .unknownField("https", column: 1, nearest: nil)),
    ])
    func errorsPointAtTheColumn(_ text: String, _ expected: QueryError) {
        do throws(QueryError) {
            _ = try Query(text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.column == expected.column)
            #expect(error.description.hasPrefix("column \(expected.column): "))
            switch (error, expected) {
            case (
                .unknownValue(let a, let b, _, let near, let known),
                .unknownValue(let x, let y, _, let other, _)
            ):
                #expect(a == x && b == y && near == other && !known.isEmpty)
            default: #expect(error == expected)
            }
        }
    }

    @Test func parenthesesHaveALimit() {
        let deep = String(repeating: "(", count: 5000) + "a"
        #expect(throws: QueryError.tooDeep(column: Query.maximumDepth + 1)) { try Query(deep) }
    }

    @Test func kindsOfTheConfigurationAreKnown() throws {
        #expect(throws: QueryError.self) { try Query("kind:order_shipped") }
        #expect(throws: Never.self) { try Query("kind:order_shipped", kinds: ["order_shipped"]) }
        #expect(throws: Never.self) { try Query("kind:whatever", kinds: nil) }
    }

    /// No text at all makes the parser trap, and what it reads it reads again the same.
    @Test func anyTextIsAQueryOrAnError() {
        var random = SplitMix64(seed: 5)
        let pieces = [
            "(", ")", "-", "OR", " ", "\"", "\\", ":", ",", "kind", "kind:comment", "is:", "é", "before:2h",
            "\u{0}",
            "from:ana", "👩‍👩‍👧", "a",
        ]
        var read = 0
        for _ in 0..<3000 {
            let text = (0..<Int(random.next() % 12)).map { _ in
                pieces[Int(random.next() % UInt64(pieces.count))]
            }
            .joined()
            if let query = try? Query(text) {
                read += 1
                #expect((try? Query(query.text)) == query)
            }
        }
        #expect(read > 100)
    }
}
