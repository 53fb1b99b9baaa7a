import Feed
import Screen

/// The projects: a strip of them, or a column with how much happened in each.
extension Painter {
    mutating func strip() {
        guard layout.strip.width > 0 else { return }
        var x = 1
        let current = model.projects.firstIndex { $0.id == model.project } ?? 0
        // Where not all fit, the one in view does.
        for (index, project) in model.projects.enumerated().dropFirst(current > 7 ? current - 4 : 0) {
            let number = index < 9 ? "\(index + 1) " : ""
            let label = canvas.shown(number + project.key)
            let badges = model.badges(of: project.id)
            let width = DisplayWidth.of(label) + badges.reduce(0) { $0 + $1.text.count }
            guard x + width < layout.strip.width else { break }
            let isCurrent = project.id == model.project
            func place() -> Rect { Rect(x: x, y: layout.strip.y, width: layout.strip.width - x, height: 1) }
            x += canvas.draw(
                label, in: place(), Style(isCurrent ? .currentProject : .project, underlined: isCurrent))
            for badge in badges { x += canvas.draw(badge.text, in: place(), Style(badge.role)) }
            x += 2
        }
    }

    mutating func projectColumn() {
        let rect = layout.projects
        guard rect.width > 0 else { return }
        canvas.vertical(Rect(x: rect.x + rect.width, y: rect.y, width: 1, height: rect.height))
        let isAll = model.project == nil
        canvas.draw(
            " 0 all projects", in: rect.row(0), Style(isAll ? .currentProject : .project, underlined: isAll))
        let people = hereRows(rect.height)
        let room = rect.height - 1 - (people.isEmpty ? 0 : people.count + 1)
        // With room enough each project has a second row, with its sparkline.
        let step = model.projects.count * 2 <= room ? 2 : 1
        let visible = max(1, room / step)
        let current = model.projects.firstIndex { $0.id == model.project } ?? 0
        let first = max(0, min(current - visible / 2, model.projects.count - visible))
        for (position, index) in (first..<min(first + visible, model.projects.count)).enumerated() {
            draw(model.projects[index], number: index + 1, in: rect.row(1 + position * step))
            if step == 2 { activity(of: model.projects[index].id, in: rect.row(2 + position * step)) }
        }
        for (index, line) in people.enumerated() {
            canvas.draw(line, in: rect.row(rect.height - people.count + index).inset(left: 1))
        }
    }

    private mutating func draw(_ project: Project, number: Int, in rect: Rect) {
        let isCurrent = project.id == model.project
        let badges = model.badges(of: project.id)
        let width = badges.reduce(0) { $0 + $1.text.count }
        canvas.draw(
            " \(number < 10 ? "\(number)" : " ") \(project.key) \(project.name)",
            in: rect.inset(right: width + 1),
            Style(isCurrent ? .currentProject : .project, underlined: isCurrent))
        var x = rect.x + rect.width - width
        for badge in badges {
            x += canvas.draw(
                badge.text, in: Rect(x: x, y: rect.y, width: rect.x + rect.width - x, height: 1),
                Style(badge.role))
        }
    }

    private mutating func activity(of project: String, in rect: Rect) {
        guard var activity = model.activity[project] else { return }
        activity.advance(to: model.now)
        guard activity.total > 0 else { return }
        canvas.draw(
            Sparkline.text(activity.counts, isUTF8: canvas.isUTF8), in: rect.inset(left: 3), Style(.graph))
    }

    /// Whether the column of projects has room for who is here.
    var showsPeopleInColumn: Bool {
        layout.kind == .columns && model.fullScreen == nil && !hereRows(layout.projects.height).isEmpty
    }

    /// Who is here, as far as there is room.
    private func hereRows(_ height: Int) -> [Line] {
        let members = model.people.members
        guard !members.isEmpty, height >= 12 else { return [] }
        let room = min(members.count, height / 3)
        return [Line("here", Style(.heading))]
            + members.prefix(room).map { member in
                let place = model.people.task(of: member.id).map { " \(model.taskName($0))" } ?? ""
                return Line([
                    .init(
                        text: canvas.cut(member.name, to: 20 - min(10, place.count)), style: Style(.presence)),
                    .init(text: place, style: Style(.task)),
                ])
            }
    }
}

extension Model {
    /// A project's unread, and those for me.
    func badges(of project: String) -> [(text: String, role: Role)] {
        let unread = timeline.unread(inProject: project)
        guard unread > 0 else { return [] }
        let mentions = timeline.unreadForMe(inProject: project)
        return [(" \(unread)", .badge)] + (mentions > 0 ? [(" @\(mentions)", .mentionBadge)] : [])
    }
}
