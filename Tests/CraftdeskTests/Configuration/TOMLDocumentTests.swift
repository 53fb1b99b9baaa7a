import Testing

@testable import craftdesk

@Suite struct TOMLDocumentTests {
    private func document(_ text: String) throws -> TOMLDocument {
        try TOMLDocument(text: text, file: "c.toml")
    }

    private func value(_ document: TOMLDocument, _ section: String, _ key: String) -> SettingValue? {
        guard case .table(let members)? = document.root.first(where: { $0.key == section })?.node,
            case .value(let value)? = members.first(where: { $0.key == key })?.node
        else { return nil }
        return value
    }

    @Test func eachKindOfValueIsPlain() throws {
        let read = try document(
            """
            [a]
            text = "wss://ws.acme.example"
            raw = 'C:\\x'
            long = \"\"\"
            one
            two\"\"\"
            number = -7
            yes = true
            list = ["x", "y"]
            none = []
            mixed = ["x", 1]
            part = 1.5
            day = 2026-11-25
            inline = { b = 1 }
            """)
        #expect(value(read, "a", "text") == .string("wss://ws.acme.example"))
        #expect(value(read, "a", "raw") == .string("C:\\x"))
        #expect(value(read, "a", "long") == .string("one\ntwo"))
        #expect(value(read, "a", "number") == .integer(-7))
        #expect(value(read, "a", "yes") == .boolean(true))
        #expect(value(read, "a", "list") == .strings(["x", "y"]))
        #expect(value(read, "a", "none") == .strings([]))
        #expect(value(read, "a", "mixed") == .other("a list of other things"))
        #expect(value(read, "a", "part") == .other("a number with a fraction"))
        #expect(value(read, "a", "day") == .other("a date or time"))
        #expect(value(read, "a", "inline") == nil)
    }

    /// A person reads faults from the top of the file down; the parser gives keys by the alphabet.
    @Test func membersComeInTheOrderOfTheFile() throws {
        let read = try document("[zoo]\nb = 1\na = 2\n[ant]\nz = 1\n\n[[rule]]\nname = \"x\"\n")
        #expect(read.root.map(\.key) == ["zoo", "ant", "rule"])
        guard case .table(let members)? = read.root.first?.node else {
            Issue.record("no table: \(read.root)")
            return
        }
        #expect(members.map(\.key) == ["b", "a"])
    }

    @Test func tablesOfOneNameAreAList() throws {
        let read = try document("[[project]]\nid = 3\n[[project]]\nid = 4\n")
        guard case .tables(let tables)? = read.root.first?.node else {
            Issue.record("no tables: \(read.root)")
            return
        }
        #expect(tables.map { $0.map(\.key) } == [["id"], ["id"]])
        #expect(read.locator.place(of: "project[1].id").line == 4)
    }

    @Test(arguments: [
        ("[server\nurl = 1\n", 1), ("[server]\nurl = \n", 2), ("a = 1\na = 2\n", 2), ("x = \"open\n", 1),
        ("\n\n]\n", 3),
    ])
    func whatIsNotTOMLIsSaidWithItsLine(text: String, line: Int) {
        #expect {
            _ = try document(text)
        } throws: { error in
            guard case .syntax(let place, let reason)? = error as? ConfigurationError else { return false }
            return place.file == "c.toml" && place.line == line && place.column > 0 && !reason.isEmpty
        }
    }

    /// Whatever a file holds, reading it ends with a document or a sentence.
    @Test func noPrefixOfAFileTraps() throws {
        let text = """
            [server]
            url = "wss://é.example" # "
            list = ["a", '''b''', \"\"\"c\"\"\"]
            [[rule]]
            inline = { x = [1, 2], "quoted key" = true }
            when = 2026-11-25T10:00:00Z
            """
        for length in 0...text.count {
            do throws(ConfigurationError) {
                _ = try TOMLDocument(text: String(text.prefix(length)), file: "c.toml")
            } catch { #expect(!error.description.isEmpty) }
        }
        #expect(throws: Never.self) { try document(text) }
    }
}
