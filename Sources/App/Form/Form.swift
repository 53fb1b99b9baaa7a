public import Screen

/// A few fields to fill in: what signs in, and the first-run assistant's questions.
public struct Form: Equatable, Sendable {
    /// One line to fill in.
    public struct Field: Equatable, Sendable, Identifiable {
        /// What the answer is called in `text(of:)`.
        public var id: String
        /// What stands before the line.
        public var label: String
        /// What is typed.
        public var line: InputLine
        /// Shown as dots: a password or a token.
        public var isSecret: Bool
        /// May stay empty: Enter on a field before it, with something in it, submits.
        public var isOptional: Bool
        /// A sentence for who stands on the field; empty for none.
        public var help: String

        /// A field with a text to begin with.
        public init(
            _ id: String, _ label: String, text: String = "", isSecret: Bool = false,
            isOptional: Bool = false, help: String = ""
        ) {
            self.id = id
            self.label = label
            self.line = InputLine(text)
            self.isSecret = isSecret
            self.isOptional = isOptional
            self.help = help
        }
    }

    /// What a key came to.
    public enum Outcome: Equatable, Sendable {
        /// Nothing but the form has changed.
        case changed
        /// Enter on the last field.
        case submitted
        /// Esc or C-c.
        case cancelled
    }

    /// What it is about, in a few words.
    public var title: String
    /// What there is to know before filling it in.
    public var lead: String
    /// The fields, from the top.
    public private(set) var fields: [Field]
    /// The field with the cursor.
    public private(set) var index = 0
    /// What is wrong with what was filled in: one sentence.
    public var error: String?
    /// A secret that was refused can't be read to be mended: what is typed next takes its place, and Enter sends it
    /// once more, as after an answer that never came.
    private var refusedSecret: Int?
    /// What is being waited for; keys other than Esc do nothing meanwhile.
    public var waitsFor: String?

    /// A form with the cursor on its first field.
    public init(title: String, lead: String = "", fields: [Field]) {
        self.title = title
        self.lead = lead
        self.fields = fields
        // What is filled in already is looked at, not typed again.
        index = fields.firstIndex { $0.line.isEmpty } ?? 0
    }

    /// What was typed into a field, without blanks at its ends; a secret is taken as it is.
    public func text(of id: String) -> String {
        guard let field = fields.first(where: { $0.id == id }) else { return "" }
        return field.isSecret ? field.line.text : field.line.text.trimmed
    }

    /// Puts another text into a field.
    public mutating func fill(_ id: String, with text: String) {
        guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
        fields[index].line = InputLine(text)
    }

    /// Says what is wrong, with the cursor where it is to be put right.
    public mutating func refuse(_ sentence: String, at id: String? = nil) {
        error = sentence
        waitsFor = nil
        guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
        self.index = index
        refusedSecret = fields[index].isSecret ? index : nil
    }

    /// What a key does: Enter goes on and submits at the end, Tab and the arrows go from field to field.
    public mutating func pressed(_ key: KeyPress) -> Outcome {
        if key == .backTab {
            move(-1)
            return .changed
        }
        guard fields.indices.contains(index) else {
            return key == .enter ? .submitted : key == .escape || key == .control("c") ? .cancelled : .changed
        }
        guard waitsFor == nil else {
            return key == .escape || key == .control("c") ? .cancelled : .changed
        }
        if case .character = key { replaceRefusedSecret() }
        refusedSecret = nil
        switch fields[index].line.pressed(key, multiline: false) {
        case .edited: error = nil
        case .submitted:
            let isLast = fields[(index + 1)...].allSatisfy(\.isOptional)
            guard index + 1 < fields.count, !isLast || fields[index].line.isEmpty else { return .submitted }
            move(1)
        case .cancelled: return .cancelled
        case .next, .complete: move(1)
        case .previous: move(-1)
        case .moved, .editor, .unused: break
        }
        return .changed
    }

    /// Puts a paste in at the cursor.
    public mutating func paste(_ text: String) {
        guard waitsFor == nil, fields.indices.contains(index) else { return }
        replaceRefusedSecret()
        // A secret or an address is copied with the line end behind it.
        fields[index].line.paste(text.trimmed, multiline: false)
        error = nil
    }

    private mutating func replaceRefusedSecret() {
        if refusedSecret == index { fields[index].line = InputLine("") }
        refusedSecret = nil
    }

    private mutating func move(_ step: Int) {
        guard waitsFor == nil, !fields.isEmpty else { return }
        index = (index + step + fields.count) % fields.count
    }
}
