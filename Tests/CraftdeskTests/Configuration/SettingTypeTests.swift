import Testing

@testable import craftdesk

@Suite struct SettingTypeTests {
    @Test func eachTypeTakesItsOwnValuesOnly() {
        let values: [SettingValue] = [
            .string("x"), .integer(1), .boolean(true), .strings(["x"]), .other("a date or time"),
        ]
        #expect(values.map { String($0) != nil } == [true, false, false, false, false])
        #expect(values.map { Int($0) != nil } == [false, true, false, false, false])
        #expect(values.map { Bool($0) != nil } == [false, false, true, false, false])
        #expect(values.map { [String]($0) != nil } == [false, false, false, true, false])
        #expect(values.map { Identifier($0) != nil } == [true, true, false, false, false])
        #expect(values.map { MarkReadChoice($0) != nil } == [false, false, false, false, false])
    }

    @Test(arguments: [
        ("true", true), ("1", true), ("YES", true), ("on", true), ("false", false), ("0", false), ("", false),
        ("off", false),
    ])
    func aVariableIsTrueOrFalse(text: String, value: Bool) { #expect(Bool(text: text) == value) }

    @Test(arguments: ["maybe", "2", "t"])
    func aVariableThatIsNeitherIsRefused(text: String) { #expect(Bool(text: text) == nil) }

    @Test(arguments: ["", "1.5", "0x10", "9223372036854775808", "one"])
    func whatIsNoWholeNumberIsRefused(text: String) { #expect(Int(text: text) == nil) }

    @Test func aListInAVariableIsWords() {
        #expect([String](text: " pass  show x ") == ["pass", "show", "x"])
    }

    @Test func aChoiceNamesItsWords() {
        #expect(MarkReadChoice(text: "stay") == .stay)
        #expect(MarkReadChoice(text: "Stay") == nil)
        #expect(MarkReadChoice.expectation == "one of \"open\", \"stay\", \"never\"")
    }

    @Test(arguments: ["", "a\"b", "a\\b", "a\nb", "a\tb", "é"])
    func aStringSurvivesBeingWritten(text: String) throws {
        let document = try TOMLDocument(text: "a = \(text.toml)", file: "f")
        guard case .value(.string(let read))? = document.root.first?.node else {
            Issue.record("\(text.toml)")
            return
        }
        #expect(read == text)
    }

    @Test func anIdThatIsANumberIsWrittenAsOne() {
        #expect(Identifier("7").toml == "7")
        #expect(Identifier("01JD").toml == "\"01JD\"")
    }
}
