import Screen

/// Where things are, by the size of the screen.
struct Layout {
    enum Kind: Equatable {
        /// Too small for anything but a sentence.
        case tooSmall
        /// One line an event.
        case watch
        case list
        case previewBelow
        case columns
    }

    let kind: Kind
    var header = Rect(x: 0, y: 0, width: 0, height: 0)
    var strip = Rect(x: 0, y: 0, width: 0, height: 0)
    var projects = Rect(x: 0, y: 0, width: 0, height: 0)
    var list = Rect(x: 0, y: 0, width: 0, height: 0)
    var preview = Rect(x: 0, y: 0, width: 0, height: 0)
    var typing = Rect(x: 0, y: 0, width: 0, height: 0)
    var status = Rect(x: 0, y: 0, width: 0, height: 0)
    var keys = Rect(x: 0, y: 0, width: 0, height: 0)

    static let minimum = (width: 40, height: 8)

    init(_ model: Model) {
        let (width, height) = (model.width, model.height)
        if width < Self.minimum.width || height < Self.minimum.height {
            kind = .tooSmall
            return
        }
        if model.isWatching || width < 60 || height < 12 {
            kind = .watch
            header = Rect(x: 0, y: 0, width: width, height: 1)
            list = Rect(x: 0, y: 1, width: width, height: height - 2)
            status = Rect(x: 0, y: height - 1, width: width, height: 1)
            return
        }
        header = Rect(x: 0, y: 0, width: width, height: 1)
        typing = Rect(x: 0, y: height - 3, width: width, height: 1)
        status = Rect(x: 0, y: height - 2, width: width, height: 1)
        keys = Rect(x: 0, y: height - 1, width: width, height: 1)
        var body = Rect(x: 0, y: 2, width: width, height: height - 5)
        strip = Rect(x: 0, y: 1, width: width, height: 1)
        if width >= 150 {
            kind = .columns
            strip = Rect(x: 0, y: 0, width: 0, height: 0)
            body = Rect(x: 0, y: 1, width: width, height: height - 4)
            projects = Rect(x: 0, y: body.y, width: 22, height: body.height)
            let rest = width - 23
            let listWidth = model.showsPreview ? max(60, rest / 2) : rest
            list = Rect(x: 23, y: body.y, width: listWidth, height: body.height)
            preview = Rect(x: 24 + listWidth, y: body.y, width: rest - listWidth - 1, height: body.height)
        } else if width >= 100, height >= 36, model.showsPreview {
            kind = .previewBelow
            let listHeight = body.height * 3 / 5
            list = Rect(x: 0, y: body.y, width: width, height: listHeight)
            preview = Rect(
                x: 0, y: body.y + listHeight + 1, width: width, height: body.height - listHeight - 1)
        } else {
            kind = .list
            list = body
        }
    }
}
