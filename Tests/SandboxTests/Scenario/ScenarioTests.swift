import Testing

@testable import Sandbox

@Suite struct ScenarioTests {
    @Test func theTeamIsABelievableOne() throws {
        let team = try Scenario.named("team")
        #expect(team.cast.count >= 6 && team.projects.count >= 4)
        #expect(Set(team.cast.map(\.id)).count == team.cast.count)
        #expect(team.comments.contains { $0.contains("@zoe") })
        #expect(team.weights.filter { $0.weight > 0 }.count == Scenario.Action.allCases.count)
    }

    @Test func allThatComeWithTheProgramAreRead() throws {
        for name in Scenario.names { #expect(try Scenario.named(name).name == name) }
    }

    @Test func anUnknownNameSaysWhichThereAre() {
        #expect(throws: SandboxError.unknownScenario("teem", known: Scenario.names)) {
            try Scenario.named("teem")
        }
    }

    private static let cast = #""cast":[{"id":1,"name":"A"},{"id":2,"name":"B"}]"#
    private static let projects = #""projects":[{"id":1,"key":"P","tasks":[{"id":1}]}]"#

    @Test(arguments: [
        ("not JSON", "JSON"), ("{}", "cast"), ("{\(cast)}", "projects"),
        ("{\(cast),\(projects)}", "comments"),
        (#"{\#(cast),\#(projects),"comments":["c"]}"#, "weights"),
        (#"{\#(cast),\#(projects),"comments":["c"],"weights":{"dance":1}}"#, "dance"),
    ])
    func aMistakeInAFileIsNamed(_ json: String, _ words: String) {
        #expect {
            try Scenario(json: Array(json.utf8))
        } throws: {
            "\($0)".contains(words)
        }
    }

    @Test func theLeastFileWorks() throws {
        let json = #"{\#(Self.cast),\#(Self.projects),"comments":["c"],"weights":{"comment":1}}"#
        let scenario = try Scenario(json: Array(json.utf8))
        #expect(
            scenario.phases == [.init(seconds: 60, every: 2)]
                && scenario.cast[0].email == "user1@acme.example")
    }
}
