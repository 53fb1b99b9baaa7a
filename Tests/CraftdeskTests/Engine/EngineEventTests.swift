import Testing

@testable import craftdesk

@Suite struct EngineEventTests {
    @Test func aProblemIsASentence() {
        #expect(Problem(message: "it failed", hint: "").description == "it failed.")
        #expect(Problem(message: "it failed", hint: "look at it").description == "it failed; look at it.")
    }
}
