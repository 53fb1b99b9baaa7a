import Feed
import Testing

@Suite struct ChannelPatternsTests {
    @Test func fillsAndReadsBack() {
        let patterns = ChannelPatterns(presence: "", user: "private-u.{user}.x")
        #expect(patterns.workspaceChannel("7") == "private-workspace.7")
        #expect(patterns.projectChannel("3") == "private-project.3")
        #expect(patterns.presenceChannel("3") == "")
        #expect(patterns.userChannel("42") == "private-u.42.x")
        #expect(patterns.project(of: "private-project.3") == "3")
        #expect(patterns.project(of: "private-project.") == nil)
        #expect(patterns.project(of: "private-workspace.7") == nil)
    }
}
