import ArgumentParser
import Feed
import Foundation

/// `craftdesk config`.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Where the configuration is, whether it is right, what it comes to.",
        discussion: example(
            "craftdesk config check", "Everything that is wrong in the file, with line and column.",
            "craftdesk config show --profile work", "What is in force for that profile, and why."),
        subcommands: [Path.self, Check.self, Show.self]
    )

    /// Where every file is.
    struct Path: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where every file is.",
            discussion: example("craftdesk config path", "Each file, and whether it is there."))
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await endingWell {
                Output.lines(try files().map { column($0.name, 15) + $0.place })
                return .done
            }
        }

        private func files() throws -> [(name: String, place: String)] {
            let file =
                options.config ?? options.environment["CRAFTDESK_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
                ?? options.paths.configurationFile
            var files = [("configuration", presence(file))]
            // A configuration that is wrong must not keep people from finding it.
            let configuration = try? options.loader.inspect().0
            let source = TokenSource(
                configuration ?? Configuration(), environment: options.environment, paths: options.paths)
            files.append(("token", source.place(presence)))
            files.append(("state", presence(options.paths.stateDirectory)))
            if let configuration, let settings = try? ClientSettings(configuration) {
                files.append(("store", presence(options.paths.storeFile(configuration, settings))))
            }
            files.append(("log", options.logPath.map(presence) ?? "none (--log-file or CRAFTDESK_LOG)"))
            for profile in configuration?.profiles ?? [] {
                files.append(
                    (
                        "profile",
                        "\(profile): \(Paths(environment: options.environment, profile: profile).stateDirectory)"
                    )
                )
            }
            return files
        }

        private func presence(_ path: String) -> String {
            FileManager.default.fileExists(atPath: path) ? path : "\(path) (not there yet)"
        }
    }

    /// The configuration checked.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the configuration; nothing is connected.",
            discussion: example(
                "craftdesk config check --config ./config.toml",
                "One line for each fault; status 78 with one."))
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await endingWell {
                let (configuration, found) = try options.loader.inspect()
                var problems = found
                if problems.isEmpty {
                    do throws(ConfigurationError) {
                        _ = try ClientSettings(configuration)
                        _ = try configuration.keymap()
                        _ = try configuration.deliveryPolicy()
                    } catch { problems.append(error) }
                }
                for problem in problems { complain(problem.description) }
                guard problems.isEmpty else { return .configuration }
                Output.line("\(configuration.file ?? "the environment"): good")
                return .done
            }
        }
    }

    /// The effective values.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The effective values and where each came from; secrets are hidden.",
            discussion: example(
                "craftdesk config show | grep -v '# default'", "What was set, and where."))
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await endingWell {
                Output.lines(try options.configuration().listing())
                return .done
            }
        }
    }
}

extension Configuration {
    /// Every key as TOML that can be read again (but for secrets), each with its origin.
    func listing() -> [String] {
        var lines: [String] = []
        var section = ""
        for setting in Settings.all {
            let parts = setting.path.split(separator: ".", maxSplits: 1)
            if let first = parts.first, first != section {
                lines += (lines.isEmpty ? [] : [""]) + ["[\(first)]"]
                section = String(first)
            }
            lines.append("\(parts.last ?? "") = \(toml(of: setting))  # \(origin(of: setting.path))")
        }
        for project in projects {
            lines += ["", "[[project]]  # \(file ?? "")"]
            lines += ["id = \(project.id.toml)", "key = \(project.key.toml)", "name = \(project.name.toml)"]
        }
        if !keys.isEmpty {
            lines += ["", "[keys]  # \(file ?? "")"]
            lines += keys.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.toml)" }
        }
        return lines
    }
}
