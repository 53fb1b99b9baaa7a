/// What a piece of the screen means. Themes say how each looks, by these names.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// What nothing else is.
    case text
    /// Less important: ages, places, explanations.
    case weak
    /// More important.
    case strong
    /// Lines between panes.
    case border
    /// The first line of a pane.
    case heading
    /// A web address.
    case link

    /// The bar at the top.
    case header
    /// A tab's name in it.
    case tab
    /// The tab in view.
    case currentTab = "current_tab"
    /// The connection stands.
    case live
    /// The connection is being made.
    case waiting
    /// There is no connection, or it was refused.
    case offline

    /// A project's name.
    case project
    /// The project in view.
    case currentProject = "current_project"
    /// A number of unread entries.
    case badge
    /// A number of unread entries that are for me.
    case mentionBadge = "mention_badge"

    /// A row with something unread.
    case unread
    /// A row that was read.
    case read
    /// A row that is done.
    case done
    /// The sign of a star.
    case star
    /// What is addressed to me.
    case mention
    /// The letter of an event's kind.
    case kind
    /// A task's key.
    case task
    /// How long ago.
    case age
    /// Who did it.
    case actor
    /// How many more entries a row has.
    case more
    /// The row that tells of an outage.
    case outage

    /// The ground of the row under the cursor.
    case selected
    /// The ground of rows marked for a common command.
    case marked
    /// The letters that a search found.
    case match

    /// Who types, who is here.
    case presence
    /// The status line.
    case status
    /// Something was refused or failed.
    case error
    /// Something needs attention: a quota, a gap.
    case warning
    /// Something went well.
    case success
    /// A key's name in the bottom line.
    case key
    /// What the key does.
    case hint
    /// A question, and the text of an input line.
    case prompt

    /// The ground of a toast.
    case toast
    /// The ground of a toast that is for me.
    case mentionToast = "mention_toast"
    /// The ground of a toast of high priority.
    case urgentToast = "urgent_toast"
    /// Plots and sparklines.
    case graph
    /// The filled part of a gauge or progress bar.
    case gauge
    /// A gauge near its end.
    case fullGauge = "full_gauge"
}
