import Foundation
import Testing

@testable import Spawning

@Suite struct SpawnTests {
    private static let path = "PATH=/usr/local/bin:/usr/bin:/bin"

    /// What a program writes to its standard output.
    private func run(_ arguments: [String], environment: [String] = [path], group: Spawn.Group = .own) throws
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
            arguments, environment: environment,
            files: [.descriptor(null), .descriptor(descriptor), .descriptor(null)], group: group)
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
            ["sh", "-c", "ps -o pgid= -p $$ 2>/dev/null || cut -d' ' -f5 /proc/$$/stat"], group: .shared
        ).output
        let mine = String(getpgrp())
        #expect(shared.filter(\.isNumber) == mine)
        #expect(!own.filter(\.isNumber).isEmpty && own.filter(\.isNumber) != mine)
    }

    @Test func whatItPrintsComesBack() throws {
        let (status, bytes) = try Spawn.output(
            of: ["sh", "-c", "seq 1 50000; exit 3"], environment: [Self.path])
        #expect(status == 3)
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\n50000\n"))
    }

    @Test func filesAreOpenedByTheirPaths() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let (input, output) = (directory.appending(path: "in"), directory.appending(path: "out"))
        try Data("in".utf8).write(to: input)
        try Data("something longer".utf8).write(to: output)
        let child = try Spawn.start(
            ["cat"], environment: [Self.path], files: [.reading(input.path), .writing(output.path)],
            group: .own)
        #expect(Spawn.wait(for: child) == 0)
        #expect(try Data(contentsOf: output) == Data("in".utf8))
    }

    @Test func whatIsOpenHereIsClosedThereWhereThatIsAskedFor() throws {
        // Without O_CLOEXEC: any program that is started meanwhile inherits it.
        let forgotten = open("/dev/null", O_RDONLY)
        defer { close(forgotten) }
        func sees(closesOthers: Bool) throws -> Bool {
            let child = try Spawn.start(
                ["sh", "-c", "[ -e /proc/$$/fd/\(forgotten) ]"], environment: [Self.path], group: .own,
                closesOthers: closesOthers)
            return Spawn.wait(for: child) == 0
        }
        #expect(try sees(closesOthers: false))
        #expect(try !sees(closesOthers: true))
    }

    @Test func aSessionHasTheTerminalItOpens() throws {
        var (master, slave) = (Int32(-1), Int32(-1))
        try #require(openpty(&master, &slave, nil, nil, nil) == 0)
        defer {
            close(master)
            close(slave)
        }
        let name = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(slave)")
        let terminal = Spawn.File.terminal(name)
        let child = try Spawn.start(
            ["sh", "-c", "[ -t 0 ] && : </dev/tty && exit 7"], environment: [Self.path],
            files: [terminal, terminal, terminal], group: .session)
        #expect(Spawn.wait(for: child) == 7)
    }

    @Test func aProgramThatRunsHasNoStatusYet() throws {
        let (reading, writing) = try Spawn.pipe()
        let child = try Spawn.start(
            ["cat"], environment: [Self.path], files: [.descriptor(reading)], group: .own)
        close(reading)
        #expect(Spawn.poll(child) == nil)
        // It reads to the end, which no program holds off that inherited nothing.
        close(writing)
        #expect(Spawn.wait(for: child) == 0)
    }
}
