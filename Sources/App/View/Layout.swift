import Screen

/// Where things are, by the size of the screen.
struct Layout: Equatable {
    enum Kind: Equatable {
        /// Too small for anything but a sentence.
        case tooSmall
        /// One line an event.
        case watch
        /// The list alone, or with a preview.
        case list
        /// Projects in a column of their own.
        case columns
    }

    let kind: Kind
    var header = Rect.none
    var strip = Rect.none
    var projects = Rect.none
    var list = Rect.none
    /// Empty where no preview shows.
    var preview = Rect.none
    var previewBorder = Rect.none
    /// Who types, who is here, what goes on.
    var people = Rect.none
    var status = Rect.none
    var keys = Rect.none
    /// What a screen over the list fills: everything between the header and the bottom lines.
    var body = Rect.none

    static let minimum = (width: 40, height: 8)
    /// Below this, one line an event is all that helps.
    static let listMinimum = (width: 60, height: 12)
    static let previewMinimum = (width: 100, height: 36)
    static let columnsWidth = 150
    static let projectsWidth = 22
    static let listWidth = 60
    /// From here on a line of watch mode says where it is.
    static let watchPlaceWidth = 80

    init(_ model: Model) {
        let (width, height) = (model.width, model.height)
        guard width >= Self.minimum.width, height >= Self.minimum.height else {
            kind = .tooSmall
            return
        }
        header = Rect(x: 0, y: 0, width: width, height: 1)
        if model.list.isWatching || width < Self.listMinimum.width || height < Self.listMinimum.height {
            kind = .watch
            body = Rect(x: 0, y: 1, width: width, height: height - 2)
            list = body
            status = Rect(x: 0, y: height - 1, width: width, height: 1)
            return
        }
        people = Rect(x: 0, y: height - 3, width: width, height: 1)
        status = Rect(x: 0, y: height - 2, width: width, height: 1)
        keys = Rect(x: 0, y: height - 1, width: width, height: 1)
        body = Rect(x: 0, y: 1, width: width, height: height - 4)
        if width >= Self.columnsWidth {
            kind = .columns
            projects = Rect(x: 0, y: 1, width: Self.projectsWidth, height: body.height)
            list = body.inset(left: Self.projectsWidth + 1)
        } else {
            kind = .list
            strip = Rect(x: 0, y: 1, width: width, height: 1)
            list = body.inset(top: 1)
        }
        placePreview(model)
    }

    private mutating func placePreview(_ model: Model) {
        let fits =
            kind == .columns
            || list.width >= Self.previewMinimum.width && model.height >= Self.previewMinimum.height
        guard model.list.showsPreview ?? fits else { return }
        let canBeRight = list.width >= Self.listWidth + 31
        let isRight =
            switch model.list.previewPosition {
            case .right: canBeRight
            case .below: false
            case nil: kind == .columns && canBeRight
            }
        if isRight {
            let listWidth = max(Self.listWidth, min(list.width / 2, list.width - 31))
            previewBorder = Rect(x: list.x + listWidth, y: list.y, width: 1, height: list.height)
            preview = list.inset(left: listWidth + 1)
            list = Rect(x: list.x, y: list.y, width: listWidth, height: list.height)
        } else {
            // A list of fewer rows than these is no list.
            let listHeight = max(min(5, list.height - 4), list.height * 3 / 5)
            guard list.height - listHeight >= 3 else { return }
            previewBorder = Rect(x: list.x, y: list.y + listHeight, width: list.width, height: 1)
            preview = list.inset(top: listHeight + 1)
            list = Rect(x: list.x, y: list.y, width: list.width, height: listHeight)
        }
    }
}

extension Rect {
    /// No place at all.
    static let none = Rect(x: 0, y: 0, width: 0, height: 0)

    /// The rows at its bottom, as many as there are.
    func bottom(_ rows: Int) -> Rect {
        let count = max(0, min(rows, height))
        return Rect(x: x, y: y + height - count, width: width, height: count)
    }

    /// The rows at its top, as many as there are.
    func top(_ rows: Int) -> Rect { Rect(x: x, y: y, width: width, height: min(rows, height)) }
}
