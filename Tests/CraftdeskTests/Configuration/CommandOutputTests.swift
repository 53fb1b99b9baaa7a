import Testing

@testable import craftdesk

@Suite struct CommandOutputTests {
    private func failure(_ arguments: [String]) -> Failure? {
        do throws(Failure) {
            _ = try CommandOutput.of(arguments, setting: "auth.token_command")
            return nil
        } catch { return error }
    }

    @Test func whatTheCommandPrintsComesBack() throws {
        #expect(try CommandOutput.of(["printf", "17|abc\n"], setting: "x") == "17|abc\n")
        let long = try CommandOutput.of(["seq", "1", "50000"], setting: "x")
        #expect(long.hasSuffix("\n50000\n"))
    }

    /// No shell reads it: what a shell would do with these words doesn't happen.
    @Test func theWordsAreTakenAsTheyStand() throws {
        let words = ["printf", "%s|", "$HOME", "; echo x", "a b", "`id`", "--help"]
        #expect(try CommandOutput.of(words, setting: "x") == "$HOME|; echo x|a b|`id`|--help|")
    }

    @Test func aCommandThatFailsIsNamedWithItsStatusAndNotItsWords() {
        let error = failure(["sh", "-c", "echo hush-hush; exit 3"])
        #expect(error?.status == .configuration)
        #expect(error?.description.contains("auth.token_command (sh) ended with status 3") == true)
        #expect(error?.description.contains("hush-hush") == false)
    }

    @Test func aCommandThatIsntThereIsSaid() {
        let error = failure(["no-such-program-here"])
        #expect(error?.status == .configuration)
        #expect(error?.description.contains("no-such-program-here") == true)
    }
}
