/// Going to a project, a task or a person by a few letters.
struct SwitcherState: Equatable, Sendable {
    enum Destination: Equatable, Sendable {
        case all
        case project(String)
        /// The newest entry of a task.
        case task(entry: String)
        /// What somebody did.
        case person(String)
        /// Another profile of the configuration; nil for the file's own sections.
        case profile(String?)
    }

    struct Item: Equatable, Sendable {
        var label: String
        /// What kind of thing it is.
        var kind: String
        var destination: Destination
    }

    var line = InputLine()
    var index = 0
    /// Everything there is to go to, taken when the switcher was opened.
    var items: [Item]

    /// Those that fit what was typed, the best first.
    var matches: [Item] { Fuzzy.ranked(items, by: line.text.trimmed) { $0.label } }
}
