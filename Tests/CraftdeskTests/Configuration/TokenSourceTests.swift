import Testing

@testable import craftdesk

@Suite struct TokenSourceTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func source(_ values: [String: String] = [:], _ environment: [String: String] = [:])
        -> TokenSource
    {
        var configuration = Configuration()
        for (path, text) in values { configuration.set(path, .text(text), origin: .flag) }
        let environment = environment.merging(["HOME": directory.path]) { $1 }
        return TokenSource(configuration, environment: environment, paths: Paths(environment: environment))
    }

    @Test func theFirstThatIsSetWins() {
        let both = ["auth.token_command": "pass show x", "auth.token_file": "~/t"]
        #expect(source(both, ["CRAFTDESK_TOKEN": "1|a"]) == .environment("1|a"))
        #expect(source(both) == .command(["pass", "show", "x"]))
        #expect(source(["auth.token_file": "~/t"]) == .file(directory.path + "/t"))
        #expect(source() == .file(directory.path + "/.config/craftdesk/token"))
        #expect(source([:], ["CRAFTDESK_TOKEN": ""]) == source())
    }

    @Test func blanksAroundATokenDontCount() throws {
        let file = try directory.write("t", " 17|abc \n")
        #expect(try TokenSource.file(file).token() == "17|abc")
        #expect(try TokenSource.command(["printf", "17|abc\\n"]).token() == "17|abc")
        #expect(try TokenSource.environment("17|abc\n").token() == "17|abc")
    }

    @Test func aFileThatOthersCanReadIsRefused() throws {
        let file = try directory.write("t", "17|abc", mode: 0o640)
        let failure = #expect(throws: Failure.self) { try TokenSource.file(file).token() }
        #expect(failure?.status == .configuration)
        #expect(
            failure?.description == "\(file) can be read by others (mode 640); run chmod 600 \(file).")
    }

    @Test func noFileIsToldWithTheWayToOne() {
        let failure = #expect(throws: Failure.self) { try TokenSource.file("/none/token").token() }
        #expect(failure?.description.contains("run \"craftdesk login\"") == true)
    }

    @Test(arguments: ["17|very secret", "17|very\nsecret", "17|verysecré", "\u{1B}17|verysecret"])
    func whatIsNoTokenIsRefusedAndNotTold(text: String) {
        let failure = #expect(throws: Failure.self) { try TokenSource.environment(text).token() }
        #expect(failure?.description.contains("very") == false)
    }

    @Test func aCommandThatFailsIsNamed() {
        let failure = #expect(throws: Failure.self) {
            try TokenSource.command(["sh", "-c", "echo 17|abc; exit 3"]).token()
        }
        #expect(
            failure?.description
                == "auth.token_command (sh) ended with status 3; run it by hand to see why.")
        #expect(throws: Failure.self) { try TokenSource.command(["/none/such"]).token() }
    }
}
