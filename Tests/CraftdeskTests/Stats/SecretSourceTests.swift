import Foundation
import Testing

@testable import craftdesk

@Suite struct SecretSourceTests {
    private func configuration(_ file: String? = nil, _ flags: String...) throws -> Configuration {
        try ConfigurationLoader(
            environment: [:], flags: flags, profile: nil, configPath: file, readsFile: file != nil
        ).load()
    }

    private func failure(_ configuration: Configuration) -> Failure? {
        do throws(Failure) {
            _ = try SecretSource.secret(configuration)
            return nil
        } catch { return error }
    }

    @Test func itIsGivenThenPrinted() throws {
        let command = "server.secret_command=printf from-the-store"
        #expect(
            try SecretSource.secret(try configuration(nil, "server.secret=given", command)) == "given")
        #expect(try SecretSource.secret(try configuration(nil, command)) == "from-the-store")
    }

    @Test func itsFileMustNotBeReadByOthers() throws {
        let directory = try TemporaryDirectory()
        let text = "[server]\nsecret = \"hush-hush\"\n"
        let file = try directory.write("config.toml", text)
        #expect(try SecretSource.secret(try configuration(file)) == "hush-hush")
        for mode in [0o640, 0o604, 0o644] {
            let open = try directory.write("config.toml", text, mode: mode)
            let error = failure(try configuration(open))
            #expect(error?.status == .configuration)
            #expect(error?.description.contains("chmod 600 \(open)") == true)
            #expect(error?.description.contains("hush-hush") == false)
        }
    }

    @Test func whereThereIsNoneTheWayToOneIsSaid() throws {
        let error = failure(try configuration())
        #expect(error?.status == .configuration)
        #expect(error?.description.contains("REVERB_APP_SECRET") == true)
    }

    @Test func aCommandThatPrintsNothingIsNamed() throws {
        let error = failure(try configuration(nil, "server.secret_command=true"))
        #expect(error?.description == "server.secret_command (true) printed nothing.")
    }
}
