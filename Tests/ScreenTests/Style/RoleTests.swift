import Testing

@testable import Screen

@Suite struct RoleTests {
    /// Names in theme files: small letters and underscores, each once.
    @Test func namesAreThoseOfThemeFiles() {
        #expect(Set(Role.allCases.map(\.rawValue)).count == Role.allCases.count)
        for role in Role.allCases {
            #expect(role.rawValue.allSatisfy { $0.isLowercase || $0 == "_" }, "\(role)")
            #expect(Role(rawValue: role.rawValue) == role)
        }
    }

    @Test func aThemeCanNameEachAndNothingElse() throws {
        for role in Role.allCases {
            let theme = try Theme(name: "mine", text: "\(role.rawValue) = \"red on blue\"")
            #expect(theme.entries[role]?.foreground == .palette(1), "\(role)")
            #expect(theme.entries[role]?.background == .palette(4), "\(role)")
        }
        #expect(throws: (any Error).self) { try Theme(name: "mine", text: "sparkle = \"red\"") }
    }
}
