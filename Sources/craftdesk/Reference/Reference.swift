import App
import ArgumentParser
import Foundation

/// Every file that is made of the tables in the code, and kept under Resources.
enum Reference {
    /// Paths under Resources, with their contents.
    static var files: [(path: String, text: String)] {
        [
            ("man/craftdesk.1", ManualPage.program),
            ("man/craftdesk-config.5", ManualPage.configuration),
            ("completions/craftdesk.bash", Main.completionScript(for: .bash) + "\n"),
            ("completions/_craftdesk", Main.completionScript(for: .zsh) + "\n"),
            ("completions/craftdesk.fish", Main.completionScript(for: .fish) + "\n"),
            ("documents/configuration.md", ConfigurationReference.markdown),
            (
                "documents/keys.md",
                "# Keys\n\nMade by `craftdesk generate-reference` of the command table; don't edit.\n\n"
                    + CommandTable.markdown() + "\n"
            ),
        ]
    }
}

/// `craftdesk generate-reference`: for those who change the tables; not in the help.
struct GenerateReferenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-reference", abstract: "Write what is made of the tables.",
        discussion: example("craftdesk generate-reference Resources", "After a change of a table."),
        shouldDisplay: false
    )

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The directory Resources.", completion: .directory) var directory: String

    func run() async throws {
        try await endingWell {
            for (path, text) in Reference.files {
                let file = "\(directory)/\(path)"
                do {
                    try FileManager.default.createDirectory(
                        atPath: (file as NSString).deletingLastPathComponent,
                        withIntermediateDirectories: true)
                    try text.write(toFile: file, atomically: true, encoding: .utf8)
                } catch { throw Failure(.inputOutput, "\(file) can't be written: \(error).") }
                Output.line(file)
            }
            return .done
        }
    }
}
