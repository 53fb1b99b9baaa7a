import Feed
import Screen

/// The header and the lines at the bottom.
extension Painter {
    mutating func header() {
        let rect = layout.header
        canvas.fill(rect, Style(.header, on: .header))
        let (state, role) = connectionWord
        let right = state + (model.preferences.showsClock ? "  \(model.clock(model.now))" : "")
        canvas.drawRight(right, in: rect.inset(right: 1), Style(role, on: .header, bold: true))
        let end = rect.x + rect.width - DisplayWidth.of(canvas.shown(right)) - 3
        let unread = model.timeline.unreadTotal
        let place = model.project.map { model.project($0)?.name ?? $0 } ?? "all projects"
        let isNarrow = layout.kind == .watch
        let title = isNarrow ? place : "CraftDesk  \(model.workspaceName) / \(place)"
        let room = isNarrow ? end - (unread > 0 ? String(unread).count + 2 : 0) : min(38, end - 2)
        var x =
            1
            + canvas.draw(
                title, in: Rect(x: 1, y: rect.y, width: room, height: 1),
                Style(.header, on: .header, bold: true))
        if isNarrow {
            guard unread > 0 else { return }
            canvas.draw(
                "  \(unread)", in: Rect(x: x, y: rect.y, width: end - x, height: 1),
                Style(.badge, on: .header))
            return
        }
        x = max(x + 2, 30)
        for tab in Tab.allCases {
            let isCurrent = tab == model.timeline.scope.tab
            let label = isCurrent ? "[\(name(of: tab))]" : " \(name(of: tab)) "
            guard x + label.count <= end else { break }
            x += canvas.draw(
                label, in: Rect(x: x, y: rect.y, width: end - x, height: 1),
                Style(isCurrent ? .currentTab : .tab, on: .header))
        }
    }

    /// A tab's name with its number of unread.
    private func name(of tab: Tab) -> String {
        let unread = model.timeline.unread(in: Scope(tab: tab, project: model.project))
        switch tab {
        case .inbox: return unread > 0 ? "Inbox \(unread)" : "Inbox"
        case .mentions: return unread > 0 ? "@\(unread)" : "@"
        case .starred: return "Starred"
        case .all: return "All"
        }
    }

    var connectionWord: (String, Role) {
        // A connection that stands goes on without a token, but nothing new can be asked for.
        if model.isLoggedOut { return ("logged out", .offline) }
        return switch model.connection {
        case .connecting: ("connecting", .waiting)
        case .live where model.preferences.acceptsAnyCertificate:
            (sign("● live, not verified", "* live, not verified"), .offline)
        case .live: (sign("● live", "* live"), .live)
        case .offline(let since, let retryAt):
            (
                (layout.kind == .watch ? "offline" : "offline \(model.clock(since))")
                    + (retryAt.map { ", retry \(max(0, $0.milliseconds(since: model.now) + 999) / 1000) s" }
                        ?? ""),
                .offline
            )
        case .failed: ("failed", .offline)
        }
    }

    /// Work that takes its time, else who types, else who is here.
    mutating func peopleLine() {
        guard layout.people.height > 0 else { return }
        if let line = workLine { return canvas.draw(line, in: layout.people) }
        let style = Style(.presence)
        if let typing = model.typingSentence {
            canvas.draw(" \(typing)\(sign("…", "..."))", in: layout.people, style)
        } else if !model.people.members.isEmpty, !showsPeopleInColumn {
            canvas.draw(" here: \(model.hereSentence)", in: layout.people, style)
        }
    }

    /// A progress bar for what has taken half a second.
    private var workLine: Line? {
        guard let work = model.shownWork else { return nil }
        let width = layout.kind == .watch ? 12 : 20
        let bar =
            work.fraction.map { Gauge.line($0, width: width, isUTF8: canvas.isUTF8) }
            ?? Gauge.wandering(
                step: model.now.milliseconds(since: work.since) / Work.step, width: width,
                isUTF8: canvas.isUTF8)
        return Line(" \(work.name) ", Style(.status)) + bar
    }

    mutating func statusLine() {
        var rect = layout.status
        if layout.kind == .watch, model.list.arrivedAbove > 0, model.fullScreen == nil {
            let sticky = " \(model.list.arrivedAbove) new "
            canvas.drawRight(sticky, in: rect, Style(.badge, reversed: true))
            rect = rect.inset(right: sticky.count + 1)
        }
        let (line, role) = statusWords
        if line.isEmpty, layout.kind == .watch, let work = workLine { return canvas.draw(work, in: rect) }
        sentence(line, in: rect, Style(role))
    }

    /// A sentence that says what to do says it at its end: one that is longer than its row goes on over the rows of
    /// the keys and of the people, which have nothing as urgent to say.
    private mutating func sentence(_ text: String, in rect: Rect, _ style: Style) {
        let rows = TextLayout.wrapped(canvas.shown(text), to: max(1, rect.width - 2))
        var rects = [rect]
        if rows.count > 1, layout.keys.height > 0 { rects.append(layout.keys) }
        if rows.count > rects.count, layout.people.height > 0 { rects.insert(layout.people, at: 0) }
        for (index, rect) in rects.enumerated() where index < rows.count {
            if rects.count > 1 { canvas.fill(rect) }
            // What doesn't fit even so ends with a sign.
            let isLast = index == rects.count - 1
            let words = isLast ? rows[index...].joined(separator: " ") : rows[index]
            canvas.draw(" \(words)", in: rect, style)
        }
    }

    /// What the status line says: digits being typed, what happened last, else how things stand.
    private var statusWords: (String, Role) {
        if let count = model.list.count { return ("\(count)", .status) }
        if let problem = model.storeProblem { return (problem, .error) }
        if let status = model.status { return (status, model.statusRole) }
        // The empty list says it in full.
        let isTold = model.stack.isEmpty && model.timeline.rowCount == 0
        if case .failed(let sentence) = model.connection, !isTold { return (sentence, .error) }
        if let sentence = model.loginSentence { return (sentence, .error) }
        guard model.stack.isEmpty else { return ("", .status) }
        if let range = model.range {
            return ("\(range.count) in the range; a command is for all of it", .status)
        }
        if !model.list.marked.isEmpty { return ("\(model.list.marked.count) selected", .status) }
        if model.list.arrivedAbove > 0, layout.kind != .watch {
            return ("\(model.list.arrivedAbove) new above; \(model.label(.top)) goes there", .status)
        }
        if let filter = model.filterText {
            return ("filter: \(filter); \(model.label(.back)) takes it away", .status)
        }
        if model.keepsNothing { return ("the store takes nothing: what comes is in memory alone", .error) }
        if let silence = model.silenceSentence { return (silence, .status) }
        if layout.kind == .watch { return model.typingSentence.map { ($0, .presence) } ?? ("", .status) }
        if model.preferences.acceptsAnyCertificate {
            return ("any certificate is accepted (server.insecure): others may read and write this", .error)
        }
        return ("", .status)
    }

    mutating func keysLine() {
        guard layout.keys.height > 0 else { return }
        canvas.keys(hints, in: layout.keys)
    }

    /// What the bottom line says of the keys of the screen in front.
    private var hints: [(key: String, hint: String)] {
        switch model.screen {
        case .prompt(let state): return state.hints
        case .switcher: return [("Enter", "go"), ("Up Down", "choose"), ("Esc", "back")]
        case .login: return [("Enter", "go on"), ("Tab", "next"), ("Esc", "not now")]
        case .search: return [("Enter", "open"), ("Up Down", "choose"), ("Esc", "back")]
        case .menu: return [("Enter", "choose"), ("Up Down", "other"), ("Esc", "back")]
        case .confirm: return [("y", "yes"), ("any other key", "no")]
        case .detail:
            return hints(of: [
                .reply, .assignToMe, .changeStatus, .browser, .done, .snooze, .why, .back, .help,
            ])
        case .help, .connection, .why: return hints(of: [.down, .up, .back, .quit])
        case .delivery:
            return hints(of: [.select, .nextTab, .previousTab, .nextProject, .markUnread, .undo, .back])
        case nil: return hints(of: CommandTable.entries.filter { !$0.hint.isEmpty }.map(\.command))
        }
    }

    private func hints(of commands: [Command]) -> [(key: String, hint: String)] {
        commands.compactMap { command in
            guard let key = model.preferences.keymap.keys(of: command).first else { return nil }
            let hint = CommandTable.entry(of: command)?.hint ?? ""
            return (key.name, hint.isEmpty ? command.rawValue.replacing("_", with: " ") : hint)
        }
    }
}

extension Canvas {
    /// What keys do: as many as fit as a whole.
    mutating func keys(_ hints: [(key: String, hint: String)], in rect: Rect) {
        var rest = rect.inset(left: 1)
        for (key, hint) in hints {
            guard key.count + hint.count + 1 <= rest.width else { break }
            draw(
                Line([.init(text: key, style: Style(.key)), .init(text: " \(hint)", style: Style(.hint))]),
                in: rest)
            rest = rest.inset(left: key.count + hint.count + 3)
        }
    }
}

extension Model {
    /// `Ana is typing in WEB-142`.
    public var typingSentence: String? {
        let names = people.typists.map { typist in
            (typist.name, typist.task.map { " in \(taskName($0))" } ?? "")
        }
        guard let first = names.first else { return nil }
        if names.count == 1 { return "\(first.0) is typing\(first.1)" }
        return names.map { $0.0 + $0.1 }.joined(separator: ", ") + " are typing"
    }

    /// Who is here and on which task: `Ana (WEB-142), Bo`.
    var hereSentence: String {
        people.members.map { member in
            member.name + (people.task(of: member.id).map { " (\(taskName($0)))" } ?? "")
        }.joined(separator: ", ")
    }
}
