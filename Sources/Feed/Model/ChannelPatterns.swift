/// Channel names by their place-holders: `private-project.{project}`.
public struct ChannelPatterns: Equatable, Sendable {
    private let workspace: Pattern
    private let project: Pattern
    private let presence: Pattern
    private let user: Pattern

    private struct Pattern: Equatable, Sendable {
        let prefix: String
        let suffix: String
        let isEmpty: Bool

        init(_ text: String, _ placeholder: String) {
            isEmpty = text.isEmpty
            let range = text.firstRange(of: placeholder)
            prefix = String(range.map { text[..<$0.lowerBound] } ?? text[...])
            suffix = String(range.map { text[$0.upperBound...] } ?? "")
        }

        func filled(_ value: String) -> String { isEmpty ? "" : prefix + value + suffix }

        func value(in channel: String) -> String? {
            guard !isEmpty, channel.utf8.count > prefix.utf8.count + suffix.utf8.count,
                channel.utf8.starts(with: prefix.utf8), channel.hasSuffix(suffix)
            else { return nil }
            return String(channel.dropFirst(prefix.count).dropLast(suffix.count))
        }
    }

    /// Patterns with `{workspace}`, `{project}` and `{user}`; an empty one names no channel.
    public init(
        workspace: String = "private-workspace.{workspace}", project: String = "private-project.{project}",
        presence: String = "presence-project.{project}", user: String = "private-App.Models.User.{user}"
    ) {
        self.workspace = Pattern(workspace, "{workspace}")
        self.project = Pattern(project, "{project}")
        self.presence = Pattern(presence, "{project}")
        self.user = Pattern(user, "{user}")
    }

    /// The workspace's channel.
    public func workspaceChannel(_ id: String) -> String { workspace.filled(id) }
    /// A project's channel.
    public func projectChannel(_ id: String) -> String { project.filled(id) }
    /// A project's presence channel; empty when there is none.
    public func presenceChannel(_ id: String) -> String { presence.filled(id) }
    /// A user's channel, for Laravel's notifications; empty when there is none.
    public func userChannel(_ id: String) -> String { user.filled(id) }

    /// The project a channel belongs to, or nil.
    public func project(of channel: String) -> String? {
        project.value(in: channel) ?? presence.value(in: channel)
    }
}
