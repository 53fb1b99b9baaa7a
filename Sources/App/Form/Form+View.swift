import Screen

extension Canvas {
    /// Draws a form: its title, what there is to know, the fields, and what is wrong.
    mutating func draw(_ form: Form, in rect: Rect) {
        fill(rect)
        let place = rect.inset(left: 2, right: 2)
        let note = form.waitsFor.map { ("\($0) \(isUTF8 ? "…" : "...")", Role.waiting) }
        let below = note ?? form.error.map { ($0, .error) } ?? (helpNote(form), .weak)
        let width = min(place.width, Document.widest)
        let notes = below.0.isEmpty ? [] : TextLayout.wrapped(shown(below.0), to: max(1, width))
        // On a small screen what was typed and what is wrong with it come first.
        let spare = rect.height - form.fields.count - notes.count
        let lead = form.lead.isEmpty ? [] : TextLayout.wrapped(shown(form.lead), to: max(1, width))
        let isAiry = spare >= lead.count + 5
        var y = isAiry ? 1 : 0
        if spare > 0 {
            draw(form.title, in: place.row(y), Style(.heading))
            y += isAiry ? 2 : 1
        }
        for row in lead.prefix(max(0, isAiry ? spare : spare - 1)) {
            draw(row, in: place.row(y), Style(.weak))
            y += 1
        }
        if isAiry, !lead.isEmpty { y += 1 }
        let column = 2 + (form.fields.map { DisplayWidth.of(shown($0.label)) }.max() ?? 0)
        for (index, field) in form.fields.enumerated() {
            let row = place.row(y)
            let isCurrent = index == form.index && form.waitsFor == nil
            draw(field.label, in: row, Style(isCurrent ? .strong : .weak))
            input(field.line, in: row.inset(left: column), isSecret: field.isSecret, hasCursor: isCurrent)
            y += 1
        }
        if isAiry { y += 1 }
        for row in notes {
            draw(row, in: place.row(y), Style(below.1))
            y += 1
        }
    }

    private func helpNote(_ form: Form) -> String {
        form.fields.indices.contains(form.index) ? form.fields[form.index].help : ""
    }

    /// A line being typed, with its cursor; of a long one the part around the cursor shows.
    mutating func input(_ line: InputLine, in rect: Rect, isSecret: Bool = false, hasCursor: Bool = true) {
        func letters(_ text: String) -> String {
            isSecret ? String(repeating: isUTF8 ? "•" : "*", count: text.count) : shown(text)
        }
        let room = max(4, rect.width - 2)
        var before = letters(line.before)
        while DisplayWidth.of(before) > room { before.removeFirst() }
        let x = draw(before, in: rect, Style(.prompt))
        guard hasCursor else {
            draw(letters(line.after), in: rect.inset(left: x), Style(.prompt))
            return
        }
        let under = line.after.isEmpty ? " " : String(letters(line.after).prefix(1))
        let columns = draw(under, in: rect.inset(left: x), Style(.prompt, reversed: true))
        draw(letters(String(line.after.dropFirst())), in: rect.inset(left: x + columns), Style(.prompt))
    }
}
