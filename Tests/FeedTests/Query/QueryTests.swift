import Feed
import Testing

@Suite struct QueryTests {
    private func finds(
        _ text: String, _ entry: Notification, _ marks: Marks = [],
        _ context: QueryContext = Fixture.context()
    ) throws -> Bool {
        try Query(text).matches(entry, marks, context)
    }

    @Test(arguments: [
        ("", true), ("kind:comment", true), ("kind:status", false), ("kind:status,comment", true),
        ("-kind:status", true), ("from:ana", true), ("from:ANA", true), ("from:@ana", true),
        ("from:an", true), ("from:sou", true), ("from:na", false), ("from:\"an\"", false),
        ("from:\"ana\"", false), ("from:anas", true), ("from:souzaana", false), ("from:áNÀ", true),
        ("from:\"ana souza\"", true), ("from:anasouza", true), ("from:5", true), ("from:me", false),
        ("project:website", true), ("project:web", true), ("project:3", true), ("project:api", false),
        ("project:site", false), ("project:w", true), ("project:\"we\"", false), ("project:wébs", true),
        ("project:\"public api\"", false), ("project:publicapi", false), ("task:142", true),
        ("task:web-142", true), ("task:#142", true), ("task:14", false), ("checkout", true),
        ("\"commented on\"", true), ("\"commented at\"", false), ("ana checkout", true),
        ("ana nothing", false),
        ("nothing OR ana", true), ("(nothing OR ana) kind:comment", true),
        ("(nothing OR ana) kind:status", false),
        ("-(nothing OR ana)", false), ("OR_", false), ("-nothing", true), ("mention:me", false),
    ])
    func terms(_ text: String, _ expected: Bool) throws {
        #expect(try finds(text, Fixture.entry()) == expected)
    }

    /// Whoever types `ren` means Renée, in whatever way the name was encoded.
    @Test(arguments: ["Renée Dupont", "Rene\u{301}e Dupont", "RENÉE DUPONT"])
    func aNameByItsBeginningWithoutItsAccents(_ name: String) throws {
        let entry = Fixture.entry(actor: Actor(id: "01JD", name: name))
        for text in [
            "ren", "rene", "renee", "renée", "dup", "reneedup", "\"renee dupont\"", "\"reneedupont\"", "01jd",
            "01JD", "@ren",
        ] { #expect(try finds("from:\(text)", entry), "\(text)") }
        for text in ["ené", "upont", "\"ren\"", "\"renee\"", "01j"] {
            #expect(try !finds("from:\(text)", entry), "\(text)")
        }
    }

    /// A number is an id, or a whole name: who mutes user 5 doesn't mute "5th floor".
    @Test func aNumberIsWhole() throws {
        #expect(try finds("from:5", Fixture.entry(actor: Actor(id: "9", name: "5"))))
        #expect(try !finds("from:5", Fixture.entry(actor: Actor(id: "9", name: "5th floor"))))
        #expect(try !finds("from:5", Fixture.entry(actor: Actor(id: "55", name: "Ana"))))
    }

    /// A mute of a person is for nobody whose name only begins so.
    @Test func aQueryMadeOfANameMeansTheWholeName() throws {
        let ana = Query(field: "from", value: "Ana")
        #expect(ana.text == "from:\"Ana\"")
        #expect(ana.matches(Fixture.entry(actor: Actor(id: nil, name: "Ana")), [], Fixture.context()))
        for name in ["Anatol", "Ana Souza"] {
            #expect(!ana.matches(Fixture.entry(actor: Actor(id: nil, name: name)), [], Fixture.context()))
        }
    }

    @Test func theExampleOfTheManual() throws {
        let query = try Query(
            "kind:comment from:ana project:website mention:me is:unread before:2h \"some words\" -kind:typing (a OR b)"
        )
        let fits = Fixture.entry(excerpt: "Some words of a", at: -10_000, forMe: true)
        #expect(query.matches(fits, [], Fixture.context()))
        #expect(!query.matches(fits, .read, Fixture.context()))
        #expect(!query.matches(Fixture.entry(excerpt: "Some words", forMe: true), [], Fixture.context()))
    }

    @Test(arguments: [
        ("unread", Marks()), ("read", .read), ("done", .done), ("starred", .starred), ("snoozed", .snoozed),
        ("muted", .muted),
    ])
    func states(_ name: String, _ marks: Marks) throws {
        #expect(try finds("is:\(name)", Fixture.entry(), marks))
        #expect(try finds("-is:\(name)", Fixture.entry(), name == "read" ? [] : .read))
    }

    /// `is:unread` finds what the counts count.
    @Test func unreadIsWhatIsCounted() throws {
        for bits in UInt8(0)..<32 {
            let marks = Marks(rawValue: bits)
            #expect(try finds("is:unread", Fixture.entry(), marks) == marks.isUnread)
        }
    }

    @Test func times() throws {
        let entry = Fixture.entry(at: -7200)
        #expect(try finds("before:1h", entry))
        #expect(try !finds("before:3h", entry))
        #expect(try finds("after:3h", entry))
        #expect(try !finds("after:1h", entry))
        #expect(try finds("after:2026-11-23", entry))
        #expect(try finds("before:2026-11-24", entry))
        #expect(try finds("after:today", entry))
        #expect(try finds("before:11:00 after:9:30", entry))
    }

    @Test func whatOnlyThePayloadSays() throws {
        let moved = Fixture.status("s", "in_review", "done", at: 0)
        #expect(try finds("status:done", moved))
        #expect(try finds("status:Done", moved))
        #expect(try !finds("status:in_review", moved))
        #expect(try finds("status:in_review", Fixture.status("s", "todo", "in_review", at: 0)))
        let quota = Fixture.entry("q", .quota, payload: "{\"used\":92,\"limit\":100}")
        #expect(try finds("quota:90", quota))
        #expect(try finds("quota:>90%", quota))
        #expect(try !finds("quota:95", quota))
        #expect(try !finds("quota:0", Fixture.entry()))
    }

    @Test func mentions() throws {
        #expect(try finds("mention:me", Fixture.entry(forMe: true)))
        #expect(try finds("mention:bo", Fixture.entry(excerpt: "ask @Bo.")))
        #expect(try finds("mention:renee", Fixture.entry(excerpt: "ask @Renée")))
        #expect(try !finds("mention:bo", Fixture.entry(excerpt: "ask @bob")))
        #expect(try finds("from:me", Fixture.entry(mine: true)))
    }

    @Test func aQueryOfOneTermCanBeReadAgain() throws {
        for (field, value) in [
            ("task", "142"), ("from", "Ana Souza"), ("project", "a \"b\" \\ c"), ("kind", "comment"),
            ("from", ""),
        ] {
            let query = Query(field: field, value: value)
            if !value.isEmpty { #expect(try Query(query.text).expression == query.expression) }
        }
    }

    @Test func nothingNarrowsNothing() throws {
        #expect(try Query("  ").isEmpty)
        #expect(try !Query("a").isEmpty)
    }
}
