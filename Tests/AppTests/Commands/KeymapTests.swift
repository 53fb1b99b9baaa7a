import Screen
import Testing

@testable import App

@Suite struct KeymapTests {
    @Test func theStandardKeysDoNotConflict() throws {
        let keymap = try Keymap()
        #expect(keymap == .standard)
        #expect(keymap.command(for: .character("j")) == .down)
        #expect(keymap.command(for: .control("g")) == .switcher)
        #expect(keymap.command(for: .function(5)) == nil)
    }

    @Test func whatTheUserWroteTakesThePlaceOfTheKeys() throws {
        let keymap = try Keymap(overrides: ["done": ["d", "F5"], "star": []])
        #expect(keymap.keys(of: .done) == [.character("d"), .function(5)])
        #expect(keymap.command(for: .character("e")) == nil)
        #expect(keymap.command(for: .character("s")) == nil)
    }

    @Test func aConflictNamesTheLineTheUserWrote() {
        #expect(throws: KeymapError.conflict(key: "j", command: "done", other: "down")) {
            try Keymap(overrides: ["done": ["j"]])
        }
        #expect(throws: KeymapError.conflict(key: "C-g", command: "back", other: "switcher")) {
            try Keymap(overrides: ["back": ["C-g"]])
        }
        // A key may change hands where both are written.
        #expect(throws: Never.self) { try Keymap(overrides: ["done": ["j"], "down": ["Down"]]) }
    }

    @Test func mistakesAreToldForWhatTheyAre() {
        #expect(throws: KeymapError.unknownKey("Hyper-x", command: "done")) {
            try Keymap(overrides: ["done": ["Hyper-x"]])
        }
        #expect {
            try Keymap(overrides: ["doone": ["d"]])
        } throws: { error in
            guard case .unknownCommand("doone", let known)? = error as? KeymapError else { return false }
            return known.contains("done") && (error as? KeymapError)?.command == "doone"
        }
    }

    @Test(arguments: KeymapPreset.names) func everyPresetCanBeUsed(_ name: String) throws {
        let keymap = try Keymap(preset: try KeymapPreset(named: name))
        // Nothing that a program can't be left or learnt without may be lost.
        for command in [Command.quit, .help, .down, .up, .open, .back, .command] {
            #expect(!keymap.keys(of: command).isEmpty, "\(name): \(command.rawValue)")
        }
        for command in Command.allCases {
            for key in keymap.keys(of: command) { #expect(keymap.command(for: key) == command) }
        }
    }

    @Test func aPresetGivesWayToTheUser() throws {
        let mutt = try KeymapPreset(named: "mutt")
        let plain = try Keymap(preset: mutt)
        let key = try #require(plain.keys(of: .done).first)
        let changed = try Keymap(preset: mutt, overrides: ["done": ["F5"]])
        #expect(changed.command(for: key) != .done)
        #expect(changed.keys(of: .done) == [.function(5)])
    }

    @Test func labelsAreForPeople() throws {
        let keymap = try Keymap(overrides: ["star": []])
        #expect(keymap.label(of: .down) == "j Down")
        #expect(keymap.label(of: .project) == "1-9")
        #expect(keymap.label(of: .star) == ":star")
    }
}
