import JSON

/// Events of about 500 bytes, as a Laravel application sends them.
enum EventStream {
    static let event = "App\\Events\\CommentCreated"
    static let channel = "private-workspace.7"
    static let size = 500

    /// The payload of an event of its own.
    static func data(_ number: Int, project: Int = 3, series: String = "") -> String {
        let data: JSONTree = [
            "comment": [
                "id": .integer(number), "body": "Looks good to me, the second screenshot shows it best.",
                "author": ["id": .integer(1000 + number % 9), "name": "Ana Souza"],
                "created_at": "2026-11-23T15:55:01.000000Z",
            ],
            "task": [
                "id": .integer(1000 + number % 50), "key": .string("WEB-\(100 + number % 50)"),
                "title": "Checkout fails on iOS", "project_id": .integer(project),
            ],
            "event_id": .string("01JD\(series)\(number)"),
        ]
        return data.serialized()
    }

    /// A server's text frames of so many events, in pieces of 16 kB.
    static func frames(_ count: Int) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var current: [UInt8] = []
        for number in 0..<count {
            let message: JSONTree = [
                "event": .string(event), "data": .string(data(number)), "channel": .string(channel),
            ]
            let text = message.serializedBytes()
            current += [0x81, 126, UInt8(text.count >> 8), UInt8(text.count & 0xFF)] + text
            if current.count > 16_384 {
                pieces.append(current)
                current = []
            }
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }
}
