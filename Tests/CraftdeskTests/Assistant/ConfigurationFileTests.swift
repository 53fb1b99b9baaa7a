import Foundation
import Testing

@testable import craftdesk

@Suite struct ConfigurationFileTests {
    @Test func whatIsWrittenReadsBack() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/a/craftdesk/config.toml"
        let text = ConfigurationFile.text([
            ("server.url", "wss://ws.acme.example"), ("server.key", "a\"b\\c"),
            ("app.url", "https://acme.example"),
            ("workspace.id", Identifier("7")),
        ])
        try ConfigurationFile(path: path).create(text)
        let configuration = try ConfigurationLoader(environment: [:], flags: [], configPath: path).load()
        #expect(configuration[\.serverURL] == "wss://ws.acme.example")
        #expect(configuration[\.serverKey] == "a\"b\\c")
        #expect(configuration[\.workspaceID].text == "7")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path + "/a/craftdesk")
        #expect(names == ["config.toml"])
    }

    @Test func aFileThatIsThereStays() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("config.toml", "mine")
        #expect(throws: Failure.self) { try ConfigurationFile(path: path).create("ours") }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["config.toml"])
    }
}
