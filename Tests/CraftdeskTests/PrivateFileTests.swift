import Foundation
import Testing

@testable import craftdesk

@Suite struct PrivateFileTests {
    private let directory: TemporaryDirectory
    init() throws { directory = try TemporaryDirectory() }

    @Test func isReadableByNobodyElseAndLeavesNothingBehind() throws {
        let path = directory.path + "/a/b/secret"
        try PrivateFile(path: path).write("one", replacing: true)
        try PrivateFile(path: path).write("two", replacing: true)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "two")
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(directory.path + "/a/b") == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/a/b") == ["secret"])
    }

    @Test func whatIsThereStaysUnlessItIsReplaced() throws {
        let path = try directory.write("secret", "mine")
        #expect(throws: PrivateFile.Problem.file("File exists")) {
            try PrivateFile(path: path).write("ours", replacing: false)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["secret"])
    }

    @Test func aDirectoryThatCannotBeIsNamed() throws {
        let file = try directory.write("file", "")
        #expect(throws: PrivateFile.Problem.directory("\(file)/a")) {
            try PrivateFile(path: "\(file)/a/secret").write("x", replacing: true)
        }
    }
}
