import Feed
public import Screen

/// What the screen shows for a model: a picture, and the terminal's title.
public struct Frame: Equatable, Sendable {
    public var buffer: CellBuffer
    public var title: String
}

/// Draws the model. Only what is on the screen is looked at, so the size of the feed doesn't matter.
public func view(_ model: Model) -> Frame {
    var painter = Painter(model)
    painter.draw()
    return Frame(buffer: painter.canvas.buffer, title: model.title)
}

/// The drawing of one model's parts.
struct Painter {
    let model: Model
    let layout: Layout
    var canvas: Canvas

    init(_ model: Model) {
        self.model = model
        layout = Layout(model)
        canvas = Canvas(width: model.width, height: model.height, isUTF8: model.preferences.isUTF8)
    }

    mutating func draw() {
        if layout.kind == .tooSmall { return canvas.tooSmall() }
        header()
        switch model.fullScreen {
        case nil:
            if layout.kind == .watch { watch() } else { inbox() }
        case .detail(let state): detail(state)
        case .help(let state): help(state)
        case .switcher(let state): switcher(state)
        case .connection(let state): connection(state)
        case .delivery(let state): delivery(state)
        case .why(let state): why(state)
        case .search(let state): search(state)
        case .login(let state): login(state)
        case .menu, .prompt, .confirm: break
        }
        peopleLine()
        keysLine()
        // Last, since a long sentence goes over the other two.
        statusLine()
        if let screen = model.screen {
            switch screen {
            case .menu(let state): menu(state)
            case .prompt(let state): prompt(state)
            case .confirm(let state): confirm(state)
            case .detail, .help, .switcher, .connection, .delivery, .why, .search, .login: break
            }
        }
        toasts()
    }

    /// One of two signs, by what the terminal can show.
    func sign(_ utf8: String, _ ascii: String) -> String { model.preferences.isUTF8 ? utf8 : ascii }

    /// A text to read in a place of this width.
    /// - Parameter scrolls: whether what lies below the place can be seen too.
    func document(_ rect: Rect, scrolls: Bool = true) -> Document {
        Document(
            width: rect.width - 2, isUTF8: model.preferences.isUTF8, limit: scrolls ? .max : rect.height)
    }

    /// Shows a text from a row on, as far as it goes.
    mutating func show(_ document: Document, from scroll: Int, in rect: Rect) {
        canvas.fill(rect)
        let first = max(0, min(scroll, document.lines.count - rect.height))
        canvas.draw(document.lines, from: first, in: rect.inset(left: 1, right: 1))
    }
}

extension Model {
    /// `2m`, `3h`, `5d`: how long ago.
    func age(_ time: Timestamp) -> String {
        let minutes = max(0, now.milliseconds(since: time)) / 60_000
        switch minutes {
        case 0: return "now"
        case ..<60: return "\(minutes)m"
        case ..<1440: return "\(minutes / 60)h"
        case ..<525_600: return "\(minutes / 1440)d"
        default: return "\(minutes / 525_600)y"
        }
    }

    /// How long until then, or since: `3 h`, `2 days`.
    func span(_ milliseconds: Int64) -> String {
        let minutes = max(0, milliseconds) / 60_000
        switch minutes {
        case 0: return "\(max(0, milliseconds) / 1000) s"
        case ..<60: return "\(minutes) min"
        case ..<2880: return "\(minutes / 60) h"
        default: return "\(minutes / 1440) days"
        }
    }

    /// What to call a project; the workspace's own things by its name.
    func projectKey(_ id: String?) -> String {
        guard let id else { return workspaceName }
        return project(id)?.key ?? id
    }

    /// The times that ages on the screen are told from.
    var shownTimes: [Timestamp] {
        switch fullScreen {
        case nil: visibleRows.map(\.newest.occurredAt)
        case .detail(let state): row(ofEntry: state.entry).map { [$0.newest.occurredAt] } ?? []
        case .search(let state): state.hits.prefix(height).map(\.notification.occurredAt)
        case .help, .switcher, .connection, .delivery, .why, .menu, .prompt, .confirm, .login: []
        }
    }
}
