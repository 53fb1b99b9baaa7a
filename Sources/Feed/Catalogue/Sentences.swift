import JSON

/// The pieces that sentences of several kinds share.
extension EventCatalogue {
    private static let bodies = ["body", "text", "content"]

    static func comment(_ payload: Payload, verb: String) -> Reading {
        let comment = payload.comment
        let author =
            comment.flatMap { payload.person("author", in: $0) ?? payload.person("user", in: $0) }
            ?? payload.person(anyOf: "author", "actor", "user")
        let body = Payload.text(comment, bodies)
        let me = payload.identity.userID
        let isReplyToMe = me != nil && comment?["parent_author_id"]?.identifier == me
        let mentions = comment?["mentions"] ?? payload["mentions"]
        let isMention =
            me != nil
            && mentions?.elements.contains { ($0.identifier ?? $0["id"]?.identifier) == me } == true
            || body.map(payload.identity.isMentioned(in:)) == true
        let task = payload.task
        let subject = task?.title.map { "\"" + $0 + "\"" } ?? task?.key ?? "a task"
        return Reading(
            text: (author?.name ?? "Someone") + verb + subject, actor: author, excerpt: body,
            addressed: isReplyToMe || isMention, model: comment
        )
    }

    static func member(_ payload: Payload, verb: String, preposition: String, passive: String) -> Reading {
        let member = payload.person(anyOf: "member", "user")
        let actor = payload.person("actor")
        let place =
            Payload.text(payload["project"], ["name"])
            ?? (payload.project == nil ? "the workspace" : "the project")
        let whom = payload.isMe(member) ? "you" : member?.name ?? "someone"
        let text =
            if let actor, actor.id != member?.id || actor.id == nil {
                "\(actor.name) \(verb) \(whom) \(preposition) \(place)"
            } else {
                "\(member?.name ?? "Someone") \(passive) \(place)"
            }
        return Reading(
            text: text, actor: actor ?? member, addressed: payload.isMe(member), model: payload["member"])
    }

    /// What a status was and is, as people write it; nil when the payload doesn't say what it is.
    static func statusChange(_ payload: Payload) -> Change? {
        let from = payload.text("from", "old_status", "previous_status")
        let to = payload.text("to", "new_status", "status") ?? Payload.text(payload["task"], ["status"])
        return to.map { Change(from: from.map(words), to: words($0)) }
    }

    static func title(_ payload: Payload) -> String {
        payload.task.map { $0.title ?? $0.key ?? "task \($0.id)" } ?? "a task"
    }

    /// `in_review` as people write it: `In review`.
    static func words(_ identifier: String) -> String {
        let words = identifier.replacing("_", with: " ").replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// `App\Events\Orders\Shipped` without its namespace: `Shipped`.
    static func baseName(_ name: String) -> String {
        name.utf8.lastIndex(of: UInt8(ascii: "\\")).map { String(name[name.utf8.index(after: $0)...]) }
            ?? name
    }

    /// `InvoicePaid` as people write it: `Invoice paid`.
    static func spaced(_ name: String) -> String {
        var output = ""
        var previousIsUpper = true
        for character in name {
            if character.isUppercase, !previousIsUpper, output.last != " " { output += " " }
            output +=
                output.isEmpty || (character.isUppercase && previousIsUpper)
                ? String(character) : character.lowercased()
            previousIsUpper = character.isUppercase
        }
        return output.replacing(".", with: " ").replacing("_", with: " ")
    }

    /// Thousands apart: `8,000`.
    static func grouped(_ number: Double) -> String {
        guard let whole = Int(exactly: number.rounded()) else { return String(number) }
        var digits = String(whole.magnitude)
        var output = ""
        while digits.count > 3 {
            output = ",\(digits.suffix(3))\(output)"
            digits = String(digits.dropLast(3))
        }
        return (whole < 0 ? "-" : "") + digits + output
    }
}
