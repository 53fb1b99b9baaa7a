import Testing

@testable import Screen

@Suite struct KeyPressTests {
    @Test(arguments: [
        KeyPress.character("j"), .character(" "), .character("é"), .control("g"), .control("\\"), .enter,
        .escape,
        .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown,
        .function(1), .function(12),
    ])
    func aNameMeansItsKey(key: KeyPress) { #expect(KeyPress(name: key.name) == key) }

    @Test func namesOfSpecialKeysInAnyCase() {
        #expect(KeyPress(name: "pgdn") == .pageDown)
        #expect(KeyPress(name: "ESC") == .escape)
        #expect(KeyPress(name: "C-G") == .control("g"))
    }

    @Test(arguments: ["", "jj", "C-", "C-é", "M-x", "F13", "\u{7}", "\u{7F}", "C-1"])
    func whatIsNoKey(name: String) { #expect(KeyPress(name: name) == nil) }
}
