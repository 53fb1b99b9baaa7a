import Testing

@testable import Screen

@Suite struct StyleTests {
    @Test func aStyleIsARoleOnAGround() {
        let style = Style(.mention, on: .selected, bold: true, underlined: true)
        #expect(style.role == .mention && style.ground == .selected)
        #expect(style.attributes == [.bold, .underlined])
        #expect(Style.plain == Style(.text, on: .text))
    }

    @Test func everyAttributeHasAWord() {
        #expect(Set(Attributes.names.map(\.name)).count == 5)
        #expect(Attributes.names.reduce(into: Attributes()) { $0.formUnion($1.attribute) }.rawValue == 31)
    }

    @Test func rolesAreWrittenInSmallLetters() {
        #expect(Role.allCases.allSatisfy { $0.rawValue.allSatisfy { $0.isLowercase || $0 == "_" } })
        #expect(Set(Role.allCases.map(\.rawValue)).count == Role.allCases.count)
    }
}
