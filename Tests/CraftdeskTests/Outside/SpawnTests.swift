import Foundation
import Testing

@testable import craftdesk

@Suite struct SpawnTests {
    private static let path = "PATH=/usr/local/bin:/usr/bin:/bin"

    /// What a program writes to its standard output.
    private func run(_ arguments: [String], environment: [String] = [path], ownGroup: Bool = true) throws
        -> (status: Int32, output: String)
    {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("spawn-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer {
            close(descriptor)
            close(null)
        }
        let child = try Spawn.start(
            arguments, environment: environment, files: [null, descriptor, null], ownGroup: ownGroup)
        let status = Spawn.wait(for: child)
        return (status, try String(contentsOf: file, encoding: .utf8))
    }

    /// No shell reads the words.
    @Test(arguments: ["$(id)", "`id`", "a b", "; rm -rf /", "\"'", "", "*", "\u{1B}[31m"])
    func wordsArriveAsTheyAre(word: String) throws {
        #expect(try run(["printf", "%s|", "x", word]).output == "x|\(word)|")
    }

    @Test func theEnvironmentIsTheOneThatIsGiven() throws {
        let output = try run(["env"], environment: [Self.path, "ONE=1"]).output
        #expect(Set(output.split(separator: "\n").map(String.init)) == [Self.path, "ONE=1"])
    }

    @Test func theStatusIsAShells() throws {
        #expect(try run(["sh", "-c", "exit 7"]).status == 7)
        #expect(try run(["sh", "-c", "kill -TERM $$"]).status == 128 + SIGTERM)
        #expect(Spawn.status(0) == 0 && Spawn.status(0x0700) == 7 && Spawn.status(9) == 137)
    }

    @Test func aProgramThatIsNotThereIsToldByName() {
        #expect { try run(["craftdesk-no-such-program"]) } throws: { error in
            "\(error)".hasPrefix("craftdesk-no-such-program: ")
        }
    }

    /// What is ignored here, as SIGPIPE is, is not ignored there.
    @Test func signalsAreAsTheyAreByDefault() throws {
        signal(SIGPIPE, SIG_IGN)
        #expect(try run(["sh", "-c", "kill -PIPE $$; echo alive"]).status == 128 + SIGPIPE)
    }

    @Test func aGroupOfItsOwnEndsWithIt() throws {
        let own = try run(["sh", "-c", "ps -o pgid= -p $$ 2>/dev/null || cut -d' ' -f5 /proc/$$/stat"]).output
        let shared = try run(
            ["sh", "-c", "ps -o pgid= -p $$ 2>/dev/null || cut -d' ' -f5 /proc/$$/stat"], ownGroup: false
        ).output
        let mine = String(getpgrp())
        #expect(shared.filter(\.isNumber) == mine)
        #expect(!own.filter(\.isNumber).isEmpty && own.filter(\.isNumber) != mine)
    }
}
