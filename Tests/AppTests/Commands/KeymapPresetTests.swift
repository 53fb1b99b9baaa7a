import Testing

@testable import App

@Suite struct KeymapPresetTests {
    @Test func aFileIsCommandsAndKeys() throws {
        let preset = try KeymapPreset(text: "# hands\n\ndown  n j\n  quit\tq\nmute\n", name: "mine")
        #expect(
            preset.bindings == [
                .init(command: .down, keys: ["n", "j"]), .init(command: .quit, keys: ["q"]),
                .init(command: .mute, keys: []),
            ])
    }

    @Test func mistakesHaveTheirLine() {
        #expect(throws: KeymapError.preset(name: "mine", line: 2, reason: "there is no command \"dwn\"")) {
            try KeymapPreset(text: "up k\ndwn j", name: "mine")
        }
        #expect(throws: KeymapError.preset(name: "mine", line: 3, reason: "j is down on line 1 already")) {
            try KeymapPreset(text: "down j\n\nup j", name: "mine")
        }
        #expect(throws: KeymapError.unknownPreset("emacs")) { try KeymapPreset(named: "emacs") }
    }
}
