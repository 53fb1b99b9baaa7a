import Feed
import GRDB
import SeededRandom
import Testing

@testable import Store

/// What the store finds for a query is what the feed finds for it in memory, whatever the query and the entries.
@Suite struct RandomQueryTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private static let context = QueryContext(
        now: Timestamp(seconds: 10_000),
        projects: [
            Project(id: "3", key: "WEB", name: "Website"),
            Project(id: "4", key: "WEBAPI", name: "Öffentliche Api"),
            Project(id: "01JD", key: "OPS", name: "Web ops"),
        ])

    private static let names = [
        "Ana Souza", "Anatol", "Renée Dupont", "Rene\u{301} Roy", "O'Neil Jr", "李 小龙", "Łukasz", "bo-li",
        "🤖deploy",
        "-x-", "ΣΟΦΙΑ", "me", "Ångström", "5",
    ]
    private static let words = [
        "checkout", "Böse", "plan's \"end\"", "a-b", "--", "今日会議meeting", "straße", "STRASSE", "in_review",
        "🤖deploy",
        "✅done", "İstanbul", "Ⴀ", "Ꭰ", "ꭰ", "µ", "E\u{301}te\u{301}", "été", "100%", "(x)", "\\", "zz",
        "zzk636f6d",
        "kout", "ﬁn", "K", "หมาย", "한국어", "i",
    ]
    private static let kinds: [EventKind] = [.comment, .reply, .assignment, .status, .quota]

    private static func entry(_ number: Int, _ random: inout SplitMix64) -> Feed.Notification {
        func pick<T>(_ all: [T], _ fallback: T) -> T { all.randomElement(using: &random) ?? fallback }
        func text() -> String {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(words, "") }
                .joined(separator: pick([" ", "", "-", "  "], " "))
        }
        let kind = pick(kinds, .comment)
        let payload =
            kind == .quota
            ? "{\"used\":\(Int.random(in: 0...120, using: &random)),\"limit\":100}"
            : "{\"from\":\"todo\",\"to\":\"\(pick(["done", "in_review", "Done!"], ""))\"}"
        let name = pick(names, "")
        return Feed.Notification(
            id: "e\(number)", kind: kind, name: "C", channel: "c",
            project: pick([nil, "3", "4", "01JD", "77"], nil),
            task: pick(
                [
                    nil, TaskReference(id: "1", key: "WEB-1", title: text()), TaskReference(id: "É1"),
                    TaskReference(id: "142", key: "web-142"),
                ], nil),
            actor: pick(
                [nil, Actor(id: pick([nil, "5", "01JD"], nil), name: name), Actor(id: nil, name: name)], nil),
            text: text(), excerpt: pick([nil, text(), "@\(pick(names, "").lowercased()) \(text())"], nil),
            occurredAt: Timestamp(seconds: Int64.random(in: 0...10_000, using: &random)),
            receivedAt: Timestamp(seconds: 10_000), live: true,
            addressedToMe: Bool.random(using: &random), mine: random.next() % 8 == 0,
            payload: Array(payload.utf8))
    }

    /// A piece of a text: its beginning, its end or its middle.
    private static func piece(_ text: String, _ random: inout SplitMix64) -> String {
        let characters = Array(text)
        guard !characters.isEmpty else { return "x" }
        let start = random.next() % 3 == 0 ? Int.random(in: 0..<characters.count, using: &random) : 0
        let length = Int.random(in: 1...(characters.count - start), using: &random)
        var piece = String(characters[start..<(start + length)])
        if random.next() % 3 == 0 { piece = piece.uppercased() }
        if random.next() % 3 == 0 { piece = Folding.folded(piece) }
        return piece
    }

    private static func query(_ depth: Int, _ random: inout SplitMix64) -> String {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        func value(_ all: [String]) -> String {
            let piece = piece(all.randomElement(using: &random) ?? "", &random)
            let isPlain = !piece.contains { $0.isWhitespace || "\"(),\\".contains($0) }
            return isPlain && Bool.random(using: &random) ? piece : quoted(piece)
        }
        if depth > 0, random.next() % 2 == 0 {
            let (a, b) = (query(depth - 1, &random), query(depth - 1, &random))
            return ["\(a) \(b)", "(\(a) OR \(b))", "-(\(a))", "\(a) -(\(b))"].randomElement(using: &random)
                ?? a
        }
        switch random.next() % 12 {
        case 0: return "kind:" + (kinds.randomElement(using: &random)?.rawValue ?? "")
        case 1, 2: return "from:" + value(names + ["reneedupont", "anas", "01jd"])
        case 3:
            return "project:" + value(["3", "77", "01jd", "website", "WEB", "Öffentliche", "ops", "web ops"])
        case 4: return "task:" + value(["1", "142", "WEB-142", "É1"])
        case 5: return "mention:" + value(names)
        case 6: return "is:" + (Query.State.allCases.randomElement(using: &random)?.rawValue ?? "")
        case 7: return (Bool.random(using: &random) ? "before:" : "after:") + "\(random.next() % 180)m"
        case 8: return "status:" + value(["done", "In review"])
        case 9: return "quota:\(random.next() % 120)"
        default: return quoted(piece((words + names).randomElement(using: &random) ?? "", &random))
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theStoreFindsWhatMemoryFinds(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let store = try place.open()
        for number in 0..<240 {
            try store.append(
                [Self.entry(number, &random)],
                marks: Marks(rawValue: UInt8.random(in: 0..<32, using: &random)))
        }
        // Some are in the full-text index, some aren't yet.
        _ = try store.index(limit: 200)
        let all = try store.page(before: .max, limit: 1000).entries
        var hits = 0
        for _ in 0..<400 {
            let text = Self.query(2, &random)
            let query = try Query(text)
            let found = try store.found(text, context: Self.context).map(\.notification.id)
            let held = all.filter { query.matches($0.notification, $0.marks, Self.context) }
                .map(\.notification.id)
            #expect(found == held, "\(text)")
            hits += held.count
        }
        #expect(hits > 1000)
    }

    /// Every scalar that queries fold, and every one that they take for the end of a word, is the same to FTS5.
    @Test func lettersAndWordsAreThoseOfTheIndex() throws {
        let database = try DatabaseQueue()
        try database.write { database in
            try database.execute(
                sql: """
                    CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'unicode61 remove_diacritics 2');
                    CREATE VIRTUAL TABLE terms USING fts5vocab (t, instance);
                    """)
            let insert = try database.makeStatement(sql: "INSERT INTO t (rowid, x) VALUES (?, ?)")
            var written: [Int: String] = [:]
            for value in UInt32(1)...0x10FFFF {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let text = "q\(scalar)q"
                let (folded, words) = (Folding.folded(text), Folding.words(of: text))
                guard folded != text || words.count == 2 else { continue }
                written[Int(value)] = words.joined(separator: " ")
                try insert.execute(arguments: [Int(value), text])
                try insert.execute(arguments: [Int(value) + 0x200000, folded])
            }
            #expect(written.count > 5000)
            var found: [Int: [String]] = [:]
            let terms = try GRDB.Row.fetchCursor(
                database, sql: "SELECT doc, term FROM terms ORDER BY doc, offset")
            while let row = try terms.next() { found[row[0], default: []].append(row[1]) }
            for (value, words) in written {
                let scalar = String(value, radix: 16)
                // What is equal when folded has the same words in the index.
                #expect(found[value] == found[value + 0x200000], "U+\(scalar)")
                if words.contains(" ") { #expect(found[value]?.count == 2, "U+\(scalar) \(words)") }
            }
        }
    }
}
