import Feed
import Testing

@Suite struct IdentityTests {
    private let zoe = Identity(userID: "42", name: "Zoe Müller", handles: ["zm", "Z-M"])

    @Test(arguments: ["@zoe look", "hi @ZOE!", "(@zoemüller)", "@zm.", "@z-m", "a@b @zoe"])
    func isMentioned(_ text: String) {
        #expect(zoe.isMentioned(in: text))
    }

    @Test(arguments: ["zoe", "@zoey", "@zo", "mail@zoex.example", "@ zoe", ""])
    func isNotMentioned(_ text: String) {
        #expect(!zoe.isMentioned(in: text))
    }
}
