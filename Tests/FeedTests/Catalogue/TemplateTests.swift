import JSON
import Testing

@testable import Feed

@Suite struct TemplateTests {
    private func fill(_ template: String, _ json: String = "{}") throws -> String {
        try Template(template).filled(from: try? JSONValue(parsing: json))
    }

    @Test(arguments: [
        ("Order {order.number}", "Order A-1"), ("{order.id}", "7"), ("{order.customer}", "Zoe"),
        ("{order.items}", "cup, 2"), ("{order.items.0}", "cup"), ("{order.items.9}", "{order.items.9?}"),
        ("{order.paid} {order.sent}", "yes no"), ("{order.total}", "12.50"),
        ("{order.none}", "{order.none?}"),
        ("{order.none|nobody}", "nobody"), ("{order.none|}", ""),
        ("{missing.deep.down}", "{missing.deep.down?}"),
        ("{{not a field}}", "{not a field}"), ("{ order.number }", "A-1"), ("plain", "plain"), ("", ""),
    ])
    func fields(_ template: String, _ expected: String) throws {
        let json =
            #"{"order":{"id":7,"number":"A-1","customer":{"id":4,"name":"Zoe"},"items":["cup",2],"paid":true,"sent":false,"total":12.50,"none":null}}"#
        #expect(try fill(template, json) == expected)
    }

    @Test func aPayloadThatIsNoJSONShowsWhatIsMissing() throws {
        #expect(try fill("Order {order.number}", "no JSON") == "Order {order.number?}")
    }

    @Test(arguments: [
        ("a {b", Template.ParseError.unclosedBrace(column: 3)), ("{}", .emptyField(column: 1)),
        ("é {a..b}", .emptyField(column: 3)), ("a } b", .strayBrace(column: 3)),
        ("{|x}", .emptyField(column: 1)),
    ])
    func errorsPointAtTheColumn(_ text: String, _ error: Template.ParseError) {
        #expect(throws: error) { try Template(text) }
        #expect(error.description.hasPrefix("column "))
    }

    @Test func addressesAreEscapedAndWhole() throws {
        let json = try JSONValue(parsing: #"{"id":"a/b c&é","base":"https://a.example"}"#)
        #expect(
            try Template("https://x.example/{id}").filledAddress(from: json)
                == "https://x.example/a%2Fb%20c%26%C3%A9")
        #expect(try Template("{base}/x").filledAddress(from: json) == "https://a.example/x")
        #expect(try Template("https://x.example/{none}").filledAddress(from: json) == nil)
        #expect(try Template("https://x.example/{none|0}").filledAddress(from: json) == "https://x.example/0")
        #expect(try Template("javascript:{id}").filledAddress(from: json) == nil)
    }
}
