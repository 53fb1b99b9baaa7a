import Feed
import Store
import Testing

@testable import craftdesk

@Suite struct KnownWorkspaceTests {
    @Test func whatIsKeptIsReadAgain() throws {
        let tool = try CommandLineTool()
        let store = try FeedStore(path: tool.directory.path + "/feed.sqlite")
        #expect(KnownWorkspace(store) == KnownWorkspace())
        let me = Identity(userID: "42", name: "Zoé \"Z\" Keller", handles: ["boss"])
        let projects = [Project(id: "3", key: "WEB", name: "Website 😀")]
        try store.write([
            .fact(name: KnownWorkspace.identityFact, value: KnownWorkspace.text(me)),
            .fact(name: KnownWorkspace.projectsFact, value: KnownWorkspace.text(projects)),
        ])
        #expect(KnownWorkspace(store).identity == me)
        #expect(KnownWorkspace(store).projects == projects)
        // What another version may have written is nothing known.
        try store.write([.fact(name: KnownWorkspace.projectsFact, value: "[{\"id\":3},7")])
        #expect(KnownWorkspace(store).projects.isEmpty)
    }
}
