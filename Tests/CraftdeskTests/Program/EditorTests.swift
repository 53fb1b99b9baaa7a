import Foundation
import Testing

@testable import craftdesk

@Suite struct EditorTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// An editor that is a script; `$1` is the file.
    private func editor(_ script: String, more: [String: String] = [:]) throws -> Editor {
        let path = directory.path + "/editor"
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o700)
        let environment = [
            "EDITOR": path, "PATH": "/usr/bin:/bin", "TMPDIR": directory.path,
        ].merging(more) { $1 }
        return Editor(environment: environment)
    }

    private var leftovers: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []).filter {
            $0.hasPrefix("craftdesk-")
        }
    }

    @Test(arguments: [
        (["VISUAL": "code --wait", "EDITOR": "ed"], ["code", "--wait"]), (["EDITOR": "ed"], ["ed"]),
        (["VISUAL": "", "EDITOR": "ed"], ["ed"]), ([:], ["vi"]),
    ])
    func whichProgram(environment: [String: String], words: [String]) {
        #expect(Editor(environment: environment).arguments == words)
    }

    @Test func whatIsSavedComesBack() throws {
        #expect(try editor("printf 'two\\nlines\\n' > \"$1\"").edit("one") == "two\nlines\n")
        #expect(leftovers == [])
    }

    @Test(arguments: ["true", "touch \"$1\"", "echo >> \"$1\"", "rm \"$1\""])
    func whatIsLeftAsItWasIsNothing(script: String) throws {
        #expect(try editor(script).edit("one") == nil)
        #expect(leftovers == [])
    }

    @Test func theFileHasTheTextAndIsMineAlone() throws {
        let copy = directory.path + "/seen"
        let script = "cp \"$1\" '\(copy)'; stat -c %a \"$1\" >> '\(copy)'; echo x > \"$1\""
        #expect(try editor(script).edit("a 'draft'\n") == "x\n")
        #expect(try String(contentsOfFile: copy, encoding: .utf8) == "a 'draft'\n600\n")
    }

    /// An editor is any program: it has no business with the token.
    @Test func theTokenIsNotHandedOn() throws {
        let copy = directory.path + "/seen"
        let editor = try editor(
            "env > '\(copy)'",
            more: ["CRAFTDESK_TOKEN": "1|secret", "CRAFTDESK_AUTH_TOKEN_COMMAND": "pass x"])
        _ = try editor.edit("one")
        let seen = try String(contentsOfFile: copy, encoding: .utf8)
        #expect(!seen.contains("secret") && !seen.contains("pass x"))
    }

    @Test func hugeTextsAreCut() throws {
        let edited = try editor("head -c 200000 /dev/zero | tr '\\0' a > \"$1\"").edit("one")
        #expect(edited?.utf8.count == 65_536)
    }

    @Test func aProgramThatIsNotThereIsASentence() {
        let editor = Editor(environment: ["EDITOR": "craftdesk-no-such-editor", "TMPDIR": directory.path])
        #expect { try editor.edit("one") } throws: { error in
            "\(error)".contains("craftdesk-no-such-editor") && "\(error)".contains("EDITOR")
        }
        #expect(leftovers == [])
        let nowhere = Editor(environment: ["EDITOR": "true", "TMPDIR": "/nowhere"])
        #expect { try nowhere.edit("one") } throws: { "\($0)".contains("TMPDIR") }
    }
}
