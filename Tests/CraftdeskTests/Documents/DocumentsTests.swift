import App
import Foundation
import TestSupport
import Testing

@testable import craftdesk

/// What the documents name exists.
enum Documents {
    static let paths: [String] =
        ["README.md"]
        + ((try? FileManager.default.contentsOfDirectory(
            atPath: Repository.resources.appendingPathComponent("documents").path)) ?? [])
        .filter { $0.hasSuffix(".md") }.sorted().map { "Resources/documents/\($0)" }

    /// Every file of text that people write: sources, documents, scripts.
    static let everyText: [String] =
        ["README.md"]
        + ["Sources", "Resources", ".github"].flatMap { top in
            (FileManager.default.enumerator(atPath: Repository.root.appendingPathComponent(top).path)?
                .compactMap { $0 as? String } ?? []).map { "\(top)/\($0)" }
        }
        .filter { path in
            var isDirectory: ObjCBool = false
            let file = Repository.root.appendingPathComponent(path).path
            return FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory)
                && !isDirectory.boolValue && (try? text(path)) != nil
        }.sorted()

    static let sources = everyText.filter { $0.hasPrefix("Sources/") && $0.hasSuffix(".swift") }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: Repository.root.appendingPathComponent(path), encoding: .utf8)
    }

    /// What stands between single backquotes, outside of blocks of code.
    static func codes(_ text: String) -> [String] {
        var isBlock = false
        var codes: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isBlock.toggle()
            } else if !isBlock {
                let parts = line.split(separator: "`", omittingEmptySubsequences: false)
                for index in stride(from: 1, to: parts.count - 1, by: 2) {
                    codes.append(String(parts[index]))
                }
            }
        }
        return codes
    }

    /// Blocks of code of this language.
    static func blocks(_ text: String, _ language: String) -> [String] {
        text.components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "\n```").first ?? ""
        }
    }

    static func isThere(_ path: String, from document: String) -> Bool {
        let base = Repository.root.appendingPathComponent(document).deletingLastPathComponent()
        return FileManager.default.fileExists(
            atPath: base.appendingPathComponent(path).standardizedFileURL.path)
    }
}

@Suite struct DocumentsTests {
    @Test(arguments: Documents.paths)
    func everyLinkLeadsSomewhere(document: String) throws {
        let text = try Documents.text(document)
        for part in text.components(separatedBy: "](").dropFirst() {
            let target = part.prefix { $0 != ")" }
            guard !target.hasPrefix("http") else { continue }
            let pieces = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let isThere = pieces[0].isEmpty || Documents.isThere(String(pieces[0]), from: document)
            #expect(isThere, "\(document) names \(target)")
        }
    }

    @Test(arguments: Documents.paths)
    func everyFileItNamesIsThere(document: String) throws {
        for code in Documents.codes(try Documents.text(document)) {
            for word in code.split(separator: " ")
            where word.hasPrefix("Resources/") || word.hasPrefix("Sources/") || word.hasPrefix("Tests/") {
                let isThere = FileManager.default.fileExists(
                    atPath: Repository.root.appendingPathComponent(String(word)).path)
                #expect(isThere, "\(document) names \(word)")
            }
        }
    }

    /// Whoever is to make the package theirs has one file to change.
    @Test func thePlaceholdersStandInOnePlace() throws {
        let identity = "Resources/packaging/identity"
        let text = try Documents.text(identity)
        func value(_ name: String) throws -> String {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name)=") })
            return String(line.dropFirst(name.count + 1).filter { $0 != "\"" })
        }
        let home = try value("homepage").replacing("https://", with: "")
        #expect(try Documents.text("Resources/LICENSE").contains("Copyright (c) \(try value("copyright"))"))
        for path in Documents.everyText where path != identity {
            let names = try Documents.text(path).contains(home)
            #expect(!names, "\(path) names \(home); it stands in \(identity)")
        }
    }

    @Test func everyBlockOfConfigurationCanBeRead() throws {
        let directory = try TemporaryDirectory()
        for document in Documents.paths {
            for block in Documents.blocks(try Documents.text(document), "toml") {
                let file = try directory.write("config.toml", block)
                let loader = ConfigurationLoader(
                    environment: [:], flags: [], profile: block.contains("[profile.work") ? "work" : nil,
                    configPath: file)
                let problems = try loader.inspect().1
                #expect(problems.isEmpty, "\(document): \(problems)\n\(block)")
            }
        }
    }
}

/// Long, so that CI tells, and not the landing of a line of a table.
@Suite struct DocumentNamesLongTests {
    @Test(arguments: Documents.paths)
    func everyCommandItNamesExists(document: String) throws {
        let commands = CommandDump.all
        for code in Documents.codes(try Documents.text(document)) {
            var words = code.split(separator: " ").map(String.init)
            guard words.first == "craftdesk", words.count > 1 else { continue }
            words.removeFirst()
            var command = commands[0]
            while let word = words.first,
                let next = commands.first(where: { $0.path == command.path + [word] })
            {
                command = next
                words.removeFirst()
            }
            if let word = words.first, !word.hasPrefix("-"), command.path.count == 1 {
                #expect(word == "generate-reference", "\(document) names \(code)")
            }
            for option in words.filter({ $0.hasPrefix("--") }) {
                let isKnown = command.arguments.contains { $0.names.contains(option) }
                #expect(isKnown, "\(document) names \(code)")
            }
        }
    }

    @Test(arguments: Documents.paths)
    func everyKeyOfTheConfigurationItNamesExists(document: String) throws {
        let sections = Set(Settings.all.map { String($0.path.prefix { $0 != "." }) })
        for code in Documents.codes(try Documents.text(document)) {
            var path = code.prefix { $0.isLetter || $0 == "." || $0 == "_" }.description
            if code.hasPrefix("["), !code.hasPrefix("[["), let end = code.firstIndex(of: "]") {
                let key = code[code.index(after: end)...].split(separator: " ").first ?? ""
                path = "\(code[code.index(after: code.startIndex)..<end]).\(key)"
            }
            let parts = path.split(separator: ".")
            guard parts.count == 2, sections.contains(String(parts[0])), !path.hasSuffix("."),
                !["md", "php", "toml", "sqlite", "ts"].contains(String(parts[1]))
            else { continue }
            let isKnown = Settings.all.contains { $0.path == path }
            #expect(isKnown, "\(document) names \(code)")
        }
    }

    /// The worked examples are lines of the code they are about.
    @Test func everyBlockOfSwiftIsInTheFileItIsSaidToBeFrom() throws {
        let text = try Documents.text("README.md")
        func squeezed(_ text: some StringProtocol) -> String { String(text.filter { !$0.isWhitespace }) }
        let parts = text.components(separatedBy: "```swift\n")
        #expect(parts.count == 4)
        for index in 1..<parts.count {
            let file = parts[index - 1].components(separatedBy: "](").last?.prefix { $0 != ")" } ?? ""
            let block = parts[index].components(separatedBy: "\n```").first ?? ""
            let source = try Documents.text(String(file))
            let isThere = squeezed(source).contains(squeezed(block))
            #expect(isThere, "\(file) has no longer: \(block)")
        }
    }

    @Test func theReadmesKeyTableIsThatOfTheCode() throws {
        let text = try Documents.text("README.md")
        let table = text.components(separatedBy: "<!-- keys -->\n").last?
            .components(separatedBy: "\n<!-- /keys -->").first
        #expect(table == CommandTable.markdown(), "run Resources/scripts/reference")
    }

    @Test func theExampleClientHasAtMost40Lines() throws {
        let lines = try Documents.text("Sources/example-client/Main.swift").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 41)
    }
}
