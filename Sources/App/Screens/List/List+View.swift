import Feed
import Screen

/// The list with what stands around it.
extension Painter {
    mutating func inbox() {
        strip()
        projectColumn()
        list()
        preview()
    }

    private mutating func list() {
        let rows = model.visibleRows
        if rows.isEmpty { return emptyList() }
        let selected = model.selectedIndex - model.list.top
        for (index, row) in rows.enumerated() {
            draw(row, in: layout.list.row(index), at: index + model.list.top, isSelected: index == selected)
        }
    }

    /// The empty list says why it is empty and what to do.
    private mutating func emptyList() {
        let place = layout.list.inset(left: 2, top: layout.list.height > 8 ? 1 : 0, right: 1)
        var y = 0
        for (index, sentence) in model.emptyWords.enumerated() {
            let width = min(place.width, Document.widest)
            for line in TextLayout.wrapped(canvas.shown(sentence), to: max(1, width)) {
                let role: Role = index > 0 ? .weak : model.hasFailed ? .error : .strong
                canvas.draw(line, in: place.row(y), Style(role))
                y += 1
            }
        }
    }

    /// State, age, kind, text, task key, how many more.
    private mutating func draw(_ row: Row, in rect: Rect, at index: Int, isSelected: Bool) {
        let newest = row.newest
        let isMarked = model.list.marked.contains(row.id) || model.range?.contains(index) == true
        let ground: Role = isSelected ? .selected : isMarked ? .marked : .text
        let look = RowLook(row)
        func style(_ role: Role) -> Style { Style(role, on: ground, bold: look.isUnread && role == .unread) }
        if ground != .text { canvas.fill(rect, Style(look.role, on: ground)) }
        if newest.kind == .outage { return outage(newest, in: rect, isSelected: isSelected, ground) }
        canvas.draw(isSelected ? ">" : isMarked ? "+" : " ", in: rect, style(look.role))
        canvas.draw(look.sign(isUTF8: canvas.isUTF8), in: rect.inset(left: 1), style(look.signRole))
        if look.isStarredToo { canvas.draw(sign("★", "S"), in: rect.inset(left: 2), style(.star)) }
        canvas.drawRight(
            model.age(newest.occurredAt), in: Rect(x: rect.x + 3, y: rect.y, width: 4, height: 1), style(.age)
        )
        canvas.draw(kindSign(row), in: rect.inset(left: 8), style(row.isAddressedToMe ? .mention : .kind))
        let more = more(of: row)
        let place = canvas.cut(model.place(of: newest), to: 14)
        // Very wide rows are hard to read: what belongs to a row stays near it.
        let end = rect.x + min(rect.width, Document.widest + 30)
        let moreWidth = more.isEmpty ? 0 : max(4, more.count + 1)
        let placeWidth = DisplayWidth.of(place)
        let text = Rect(
            x: rect.x + 10, y: rect.y, width: end - rect.x - 10 - placeWidth - moreWidth - 3, height: 1)
        let summary = row.summary
        canvas.draw(summary, in: text, style(look.role))
        if look.isUnread { actor(newest.actor, of: summary, in: text, style(.actor)) }
        let key = Rect(x: end - moreWidth - placeWidth - 1, y: rect.y, width: placeWidth, height: 1)
        canvas.draw(place, in: key, style(.task))
        // One row's link is enough: those of all would be sent again with each row that comes in above.
        if isSelected, let url = newest.url { canvas.link(url, in: key) }
        canvas.drawRight(
            more, in: Rect(x: end - moreWidth - 1, y: rect.y, width: moreWidth, height: 1), style(.more))
    }

    /// Who did it stands out where a sentence begins with the name.
    private mutating func actor(_ actor: Actor?, of summary: String, in rect: Rect, _ style: Style) {
        guard let name = actor?.name, !name.isEmpty else { return }
        let (shownName, sentence) = (canvas.shown(name), canvas.shown(summary))
        guard sentence.hasPrefix(shownName), DisplayWidth.of(shownName) < rect.width else { return }
        var style = style
        style.attributes.insert(.bold)
        canvas.draw(shownName, in: rect, style)
    }

    /// A line through the list: here contact was lost.
    private mutating func outage(_ entry: Feed.Notification, in rect: Rect, isSelected: Bool, _ ground: Role)
    {
        let words = " \(canvas.shown(entry.text)) "
        let dashes = max(0, min(rect.width, Document.widest) - DisplayWidth.of(words) - 2)
        func rule(_ count: Int) -> String { String(repeating: sign("─", "-"), count: count) }
        canvas.draw(
            (isSelected ? ">" : " ") + rule(dashes / 2) + words + rule(dashes - dashes / 2), in: rect,
            Style(.outage, on: ground))
    }

    /// How many events there are besides the newest; with dots where there may be more that the store hasn't told of.
    private func more(of row: Row) -> String {
        guard row.isWhole else {
            return "+" + (row.eventCount > 1 ? "\(row.eventCount - 1)" : "") + sign("…", "..")
        }
        return row.eventCount > 1 ? "+\(row.eventCount - 1)" : ""
    }

    func kindSign(_ row: Row) -> String {
        if row.isAddressedToMe { return "@" }
        let entry = model.preferences.catalogue.entry(of: row.newest.kind)
        return String(canvas.isUTF8 ? entry.glyph : entry.letter)
    }

    private mutating func preview() {
        guard layout.preview.width > 10 else { return }
        if layout.previewBorder.height == 1, layout.previewBorder.width > 1 {
            canvas.horizontal(layout.previewBorder)
        } else {
            canvas.vertical(layout.previewBorder)
        }
        guard let row = model.selectedRow else { return }
        show(model.detail(of: row, in: document(layout.preview, scrolls: false)), from: 0, in: layout.preview)
    }

    // MARK: Watch

    /// One line an event, the newest at the bottom.
    mutating func watch() {
        let rows = model.visibleRows
        if rows.isEmpty { return emptyList() }
        let selected = model.selectedIndex - model.list.top
        for (index, row) in rows.enumerated() {
            let rect = layout.list.row(layout.list.height - 1 - index)
            let isSelected = index == selected && model.list.selected != nil
            let isMarked =
                model.list.marked.contains(row.id) || model.range?.contains(index + model.list.top) == true
            let ground: Role = isSelected ? .selected : isMarked ? .marked : .text
            if ground != .text { canvas.fill(rect, Style(.text, on: ground)) }
            let look = RowLook(row)
            let more = more(of: row).isEmpty ? "" : " \(more(of: row))"
            // On a wide screen there is room for where it is.
            let place =
                rect.width < Layout.watchPlaceWidth
                ? "" : canvas.cut(model.place(of: row.newest), to: 14)
            let placeWidth = place.isEmpty ? 0 : DisplayWidth.of(place) + 2
            let style = Style(look.role, on: ground, bold: look.isUnread)
            canvas.draw(look.sign(isUTF8: canvas.isUTF8), in: rect, Style(look.signRole, on: ground))
            if look.isStarredToo {
                canvas.draw(sign("★", "S"), in: rect.inset(left: 1), Style(.star, on: ground))
            }
            canvas.drawRight(
                model.age(row.newest.occurredAt), in: Rect(x: 1, y: rect.y, width: 4, height: 1),
                Style(.age, on: ground))
            canvas.draw(
                kindSign(row), in: rect.inset(left: 6),
                Style(row.isAddressedToMe ? .mention : .kind, on: ground))
            canvas.drawRight(place, in: rect, Style(.task, on: ground))
            let text = rect.inset(left: 8, right: more.count + placeWidth)
            let summary = row.summary
            let used = canvas.draw(summary, in: text, style)
            if look.isUnread {
                actor(row.newest.actor, of: summary, in: text, Style(.actor, on: ground))
            }
            canvas.draw(more, in: rect.inset(left: 8 + used), Style(.more, on: ground))
        }
    }
}

/// How a row looks by its state; whatever colour says is said by a sign too.
struct RowLook: Equatable {
    var role: Role
    var signRole: Role
    var isUnread: Bool
    /// Starred as well as unread: the star has a place of its own.
    var isStarredToo: Bool
    private var utf8: String
    private var ascii: String

    init(_ row: Row) {
        isUnread = row.unreadCount > 0
        isStarredToo = row.isStarred && isUnread && !row.isDone
        role = row.isDone ? .done : isUnread ? .unread : .read
        signRole = role
        (utf8, ascii) = (" ", " ")
        if row.isDone {
            (utf8, ascii) = ("✓", "x")
        } else if row.isStarred, !isUnread {
            (utf8, ascii) = ("★", "S")
            signRole = .star
        } else if row.isSnoozed {
            (utf8, ascii) = ("z", "z")
        } else if row.isMuted {
            (utf8, ascii) = ("-", "-")
        } else if isUnread {
            (utf8, ascii) = ("●", "*")
        }
    }

    func sign(isUTF8: Bool) -> String { isUTF8 ? utf8 : ascii }
}

extension Model {
    /// What stands at a row's end: the task's key, else where it is.
    func place(of notification: Feed.Notification) -> String {
        if let key = notification.task?.key { return key }
        return project == nil || notification.project == nil ? projectKey(notification.project) : ""
    }

    /// Whether the connection was refused.
    var hasFailed: Bool { if case .failed = connection { true } else { false } }

    /// Why the list is empty, and what to do.
    var emptyWords: [String] {
        if timeline.count == 0 {
            switch connection {
            case .connecting:
                return [
                    "Waiting for the server.", "What happens in \(workspaceName) shows here as it happens.",
                ]
            case .offline:
                return [
                    "There is no connection.",
                    "\(label(.retry)) tries again now; \(label(.connection)) shows more.",
                ]
            case .failed(let sentence):
                return [
                    sentence, "\(label(.login)) logs in again; \"craftdesk doctor\" checks step by step.",
                ]
            case .live:
                return [
                    "Nothing has happened yet.",
                    "Leave this open: comments, assignments and the like show at once.",
                    project == nil
                        ? "\(label(.help)) is the help."
                        : "\(label(.allProjects)) shows all projects, \(label(.switcher)) goes to another; "
                            + "\(label(.help)) is the help.",
                ]
            }
        }
        if let filter = filterText {
            return [
                "Nothing fits \(filter).",
                "\(label(.back)) takes the filter away; \(label(.search)) searches everything.",
            ]
        }
        switch timeline.scope.tab {
        case .inbox:
            return [
                "All done here.",
                "\(label(.nextTab)) goes to other tabs, \(label(.nextUnread)) to unread of other projects, "
                    + "\(label(.undo)) takes the last step back.",
            ]
        case .mentions:
            return [
                "Nothing here is addressed to you.",
                "Mentions, replies to you and assignments to you come here; \(label(.previousTab)) goes back.",
            ]
        case .starred: return ["Nothing is starred.", "\(label(.star)) on a row keeps it here."]
        case .all:
            return ["Nothing has happened in this project.", "\(label(.allProjects)) shows all projects."]
        }
    }
}
