import Feed
import JSON
import Testing

@Suite struct ProjectJSONTests {
    @Test func whatIsKeptIsReadAgain() throws {
        let project = Project(id: "3", key: "WEB", name: "Café \"site\"")
        let kept = try JSONValue(parsing: Array(project.json.serialized().utf8))
        #expect(Project(json: kept) == project)
    }

    @Test(arguments: [
        "{}", "3", "{\"id\":\"3\",\"key\":\"WEB\"}", "{\"id\":3,\"key\":\"WEB\",\"name\":\"n\"}",
    ])
    func whatIsNotWholeIsNone(_ text: String) throws {
        #expect(Project(json: try JSONValue(parsing: Array(text.utf8))) == nil)
    }
}
