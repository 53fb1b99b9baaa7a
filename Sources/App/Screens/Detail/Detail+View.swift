import Feed
import Screen

extension Painter {
    mutating func detail(_ state: DetailState) {
        guard let row = model.row(ofEntry: state.entry) else {
            canvas.draw(
                "This entry is no longer in the list.", in: layout.body.row(0).inset(left: 1), Style(.weak))
            return
        }
        show(model.detail(of: row, in: document(layout.body)), from: state.scroll, in: layout.body)
    }
}

extension Model {
    /// What the detail and the preview say of a row.
    func detail(of row: Row, in document: Document) -> Document {
        var document = document
        let newest = row.newest
        document.add(row.summary, Style(.heading))
        let kind = preferences.catalogue.entry(of: newest.kind).label
        let place = newest.task.map { $0.key ?? "task \($0.id)" } ?? projectKey(newest.project)
        document.add(
            "\(place)  \(kind)  \(clock(newest.occurredAt)), \(age(newest.occurredAt))"
                + (newest.live || newest.kind == .outage ? "" : ", recovered") + state(of: row), Style(.weak))
        if let url = newest.url { document.add(url, Style(.link)) }
        if let outage = Outage(newest) {
            add(outage, to: &document)
            return document
        }
        add(quotaOf: newest, to: &document)
        if let task = newest.task { add(task, to: &document) }
        if row.eventCount > 1 || newest.excerpt != nil {
            let count = "\(row.eventCount)" + (row.isWhole ? "" : " or more")
            document.heading(row.eventCount > 1 ? "\(count) events" : "What was said")
            for entry in row.entries.prefix(50) where !document.isFull {
                add(entry.notification, entry.marks, to: &document)
            }
            let older = row.eventCount - min(row.entries.count, 50)
            if older > 0 { document.add("and \(older) older ones", Style(.weak)) }
        }
        if newest.kind == .unknown {
            document.gap()
            document.add(newest.name, Style(.weak))
            document.add(String(decoding: newest.payload.prefix(4000), as: UTF8.self), Style(.weak))
        }
        return document
    }

    private func state(of row: Row) -> String {
        let words = [
            row.isStarred ? "starred" : nil, row.isDone ? "done" : nil, row.isSnoozed ? "snoozed" : nil,
            row.isMuted ? "muted" : nil,
        ].compactMap { $0 }
        return words.isEmpty ? "" : ", " + words.joined(separator: ", ")
    }

    private func add(_ notification: Feed.Notification, _ marks: Marks, to document: inout Document) {
        let isUnread = marks.isUnread
        let sign = isUnread ? (preferences.isUTF8 ? "●" : "*") : " "
        document.add(
            "\(sign) \(age(notification.occurredAt))  \(notification.text)", Style(isUnread ? .unread : .read)
        )
        if let excerpt = notification.excerpt { document.add(excerpt, indent: 4) }
    }

    /// The task as it was fetched, with what is still on its way, who looks at it and the thread.
    private func add(_ reference: TaskReference, to document: inout Document) {
        let viewers = people.viewers(ofTask: reference.id)
        if !viewers.isEmpty {
            let names = viewers.map { $0.name + ($0.field.map { " (\($0))" } ?? "") }
            document.add("looking at it: \(names.joined(separator: ", "))", Style(.presence))
        }
        let writing = people.typists.filter { $0.task == reference.id }.map(\.name)
        if !writing.isEmpty { document.add("writing: \(writing.joined(separator: ", "))", Style(.presence)) }
        if drafts[reference.id] != nil {
            document.add("you began a comment; \(label(.reply)) goes on with it", Style(.warning))
        }
        guard let task, task.id == reference.id else { return }
        let page = task.with(pending, me: myName)
        document.heading(page.title)
        document.fact("status", page.status.map(Self.words) ?? "-", column: 11)
        document.fact("assignee", page.assignee ?? "nobody", column: 11)
        guard !page.comments.isEmpty else { return }
        document.heading("Thread")
        for comment in page.comments.suffix(50) {
            document.add(comment.author, Style(.strong))
            document.add(comment.body, indent: 2)
        }
    }

    /// Each project's times of an outage.
    private func add(_ outage: Outage, to document: inout Document) {
        document.gap()
        document.fact("from", time(outage.from), column: 11)
        document.fact("to", time(outage.to), column: 11)
        document.fact("recovered", "\(outage.recovered)", column: 11)
        document.fact(
            "complete", outage.isComplete ? "yes" : "not known: older entries may be missing", column: 11)
        guard !outage.parts.isEmpty else { return }
        document.heading("Projects")
        for part in outage.parts {
            document.fact(
                projectKey(part.project),
                "\(clock(part.from))-\(clock(part.to)), \(part.recovered) recovered"
                    + (part.isComplete ? "" : ", may be incomplete"), column: 11)
        }
    }

    private func add(quotaOf notification: Feed.Notification, to document: inout Document) {
        guard let quota = EventCatalogue.quota(of: notification) else { return }
        document.gap()
        document.add(
            Gauge.line(quota.fraction, width: min(30, document.width - 8), isUTF8: preferences.isUTF8))
        if let reset = quota.resetsAt {
            let left = reset.milliseconds(since: now)
            document.add(
                left > 0
                    ? "starts anew in \(span(left)), at \(time(reset))" : "started anew at \(time(reset))",
                Style(.weak))
        }
    }

    /// A day and a time where the user is; today's without the day.
    func time(_ time: Timestamp) -> String {
        let parts = time.calendar(secondsFromUTC: preferences.zone.seconds(at: time))
        let today = now.calendar(secondsFromUTC: preferences.zone.seconds(at: now))
        if (parts.year, parts.month, parts.day) == (today.year, today.month, today.day) { return clock(time) }
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(parts.year)-\(two(parts.month))-\(two(parts.day)) \(clock(time))"
    }
}
