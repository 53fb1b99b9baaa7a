import ArgumentParser

/// `craftdesk completions`.
struct CompletionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "The completion script of a shell.",
        discussion: example(
            "craftdesk completions bash > ~/.local/share/bash-completion/completions/craftdesk", "For bash.",
            "craftdesk completions zsh > ~/.zfunc/_craftdesk", "For zsh, with ~/.zfunc in fpath.",
            "craftdesk completions fish > ~/.config/fish/completions/craftdesk.fish", "For fish.")
    )

    /// The shells ArgumentParser writes scripts for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var completionShell: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: "bash, zsh or fish.") var shell: Shell

    func run() async throws { Output.line(Main.completionScript(for: shell.completionShell)) }
}
