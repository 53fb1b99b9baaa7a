import Foundation
import Testing

@testable import craftdesk

@Suite struct TokenFileTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func itIsForItsOwnerAloneAndIsReplaced() throws {
        let file = TokenFile(path: directory.path + "/new/token")
        try file.write("1|abc")
        try file.write("2|def")
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "2|def\n")
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func itIsDeletedOnce() throws {
        let file = TokenFile(path: directory.path + "/token")
        try file.write("1|abc")
        #expect(try file.delete())
        #expect(try !file.delete())
    }

    @Test func aDirectoryThatCantBeMadeIsNamed() throws {
        let path = try directory.write("file", "")
        let error = #expect(throws: Failure.self) {
            try TokenFile(path: path + "/below/token").write("1|abc")
        }
        #expect(error?.status == .inputOutput)
        #expect(error?.description.contains("auth.token_file") == true)
        #expect(error?.description.contains("1|abc") == false)
    }

    @Test func whatCantBeDeletedIsSaid() {
        let error = #expect(throws: Failure.self) { _ = try TokenFile(path: directory.path).delete() }
        #expect(error?.description.contains("can't be deleted") == true)
    }
}
