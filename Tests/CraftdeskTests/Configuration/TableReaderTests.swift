import Testing

@testable import craftdesk

@Suite struct TableReaderTests {
    private static let text = """
        [[rule]]
        query = "kind:comment"
        toast = true
        names = ["a", "b"]
        empty = ""
        inner = { a = 1 }
        """

    private let reader: TableReader

    init() throws {
        let document = try TOMLDocument(text: Self.text, file: "c.toml")
        guard case .tables(let tables)? = document.root.first(where: { $0.key == "rule" })?.node else {
            reader = TableReader(members: [], path: "", document: document)
            Issue.record("no tables")
            return
        }
        reader = TableReader(members: try #require(tables.first), path: "rule[0]", document: document)
    }

    private func sentence(_ work: () throws(ConfigurationError) -> Void) -> String {
        do throws(ConfigurationError) {
            try work()
            return ""
        } catch { return error.description }
    }

    @Test func valuesHaveTheirTypes() throws {
        #expect(try reader.value("query", String.self) == "kind:comment")
        #expect(try reader.value("toast", Bool.self) == true)
        #expect(try reader.value("nothing", String.self) == nil)
        #expect(try reader.required("query", as: "what it is for") == "kind:comment")
    }

    @Test func aWrongTypeIsToldWithItsPlace() {
        let text = sentence { () throws(ConfigurationError) in _ = try reader.value("toast", String.self) }
        #expect(text.contains("c.toml:3") && text.contains("rule[0].toast") && text.contains("true or false"))
        let table = sentence { () throws(ConfigurationError) in _ = try reader.value("inner", String.self) }
        #expect(table.contains("a table"))
    }

    @Test func aKeyThatNothingReadsIsToldWithTheNearest() {
        let known = ["query", "names", "empty", "inner", "toasts"]
        let text = sentence { () throws(ConfigurationError) in try reader.check(known: known) }
        #expect(text.contains("c.toml:3") && text.contains("toasts"))
        #expect(
            sentence { () throws(ConfigurationError) in try reader.check(known: known + ["toast"]) } == "")
    }

    @Test(arguments: ["empty", "nothing"]) func whatMustBeThereIsAskedFor(_ key: String) {
        let text = sentence { () throws(ConfigurationError) in
            _ = try reader.required(key, as: "what it is for")
        }
        #expect(text.contains("it has no \(key) (what it is for)"))
    }

    @Test func anUnusableTableIsToldAtItsHead() {
        guard case .unusable(let place, let path, let reason) = reader.unusable("query", "it is odd") else {
            Issue.record()
            return
        }
        #expect(place.hasPrefix("c.toml:2") && path == "rule[0].query" && reason == "it is odd")
        #expect(reader.unusable(nil, "it is odd").description.contains("c.toml:1"))
    }
}
