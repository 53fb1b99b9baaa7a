import Feed
import Testing

@Suite struct QueryErrorTests {
    @Test func eachSaysWhereAndWhatToDo() {
        let errors: [QueryError] = [
            .unknownField("kidn", column: 3, nearest: "kind"), .unknownField("x", column: 3, nearest: nil),
            .unknownValue("a", field: "is", column: 3, nearest: "b", known: ["b"]),
            .unknownValue("a", field: "is", column: 3, nearest: nil, known: ["b"]),
            .missingValue(field: "from", column: 3), .notATime("soon", column: 3),
            .notAPercentage("x", column: 3), .unclosedQuote(column: 3), .unclosedParenthesis(column: 3),
            .unopenedParenthesis(column: 3), .missingTerm(after: "OR", column: 3), .tooDeep(column: 3),
        ]
        for error in errors {
            #expect(error.column == 3)
            #expect(error.description == "column 3: \(error.reason)")
            #expect(error.reason.count > 12)
            #expect(!error.reason.hasSuffix("."))
        }
        #expect(errors[0].reason == "there is no field \"kidn:\"; the nearest is \"kind:\"")
    }
}
