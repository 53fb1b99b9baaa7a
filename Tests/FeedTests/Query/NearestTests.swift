import Feed
import Testing

@Suite struct NearestTests {
    @Test(arguments: [
        ("ulr", "url"), ("keey", "key"), ("ORIGIN", "origin"), ("token_fil", "token_file"),
    ])
    func aSlipIsUnderstood(name: String, meant: String) {
        #expect(nearest(to: name, among: ["url", "key", "origin", "token_file"]) == meant)
    }

    @Test func whatIsFarFromEverythingIsNotGuessed() {
        #expect(nearest(to: "zebra", among: ["url", "key"]) == nil)
        #expect(nearest(to: "", among: [String]()) == nil)
    }

    @Test func ofTwoEquallyNearTheFirstByNameIsTaken() {
        #expect(nearest(to: "ax", among: ["ac", "ab"]) == "ab")
    }
}
