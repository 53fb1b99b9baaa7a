import Feed
import Testing

@Suite struct QueryContextTests {
    @Test func aProjectHasManyNames() throws {
        let context = Fixture.context()
        for name in ["4", "api", "API", "\"public api\"", "publicapi"] {
            #expect(try Query("project:\(name)").matches(Fixture.entry(project: "4"), [], context))
            #expect(try !Query("project:\(name)").matches(Fixture.entry(project: "3"), [], context))
            #expect(try !Query("project:\(name)").matches(Fixture.entry(project: nil), [], context))
        }
    }

    @Test func aProjectThatIsNotListedIsFoundByItsID() throws {
        #expect(try Query("project:99").matches(Fixture.entry(project: "99"), [], Fixture.context()))
    }

    @Test func anIDIsStrongerThanAnothersName() throws {
        var context = Fixture.context()
        context.projects.append(Project(id: "web", key: "X", name: "Old"))
        #expect(try Query("project:web").matches(Fixture.entry(project: "web"), [], context))
        #expect(try !Query("project:web").matches(Fixture.entry(project: "3"), [], context))
    }

    /// Where nothing is called so, what begins so is meant, perhaps more than one.
    @Test func aProjectByTheBeginningOfAWord() throws {
        var context = Fixture.context()
        context.projects.append(Project(id: "5", key: "SITE", name: "Öffentliche Website"))
        for (name, ids) in [
            ("webs", ["3", "5"]), ("web", ["3"]), ("offent", ["5"]), ("site", ["5"]), ("si", ["5"]),
            ("sit", ["5"]),
            ("\"webs\"", []), ("ebsite", []), ("5", ["5"]),
        ] {
            for id in ["3", "4", "5"] {
                let isMeant = try Query("project:\(name)").matches(Fixture.entry(project: id), [], context)
                #expect(isMeant == ids.contains(id), "\(name) \(id)")
            }
        }
    }
}
