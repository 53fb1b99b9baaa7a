import Feed
import Testing

@Suite struct WhisperTests {
    private func read(_ json: String, sender: String? = nil, trusts: Bool = false) -> Whisper? {
        Whisper(
            name: "client-typing", data: .json(Array(json.utf8)), sender: sender, trustsSender: trusts)
    }

    @Test func readsWhatIsThere() {
        let typing = read(#"{"user_id":"5","name":"Ana","task_id":142}"#)
        #expect(typing == Whisper(kind: .typing, userID: "5", name: "Ana", taskID: "142"))
        let cursor = Whisper(
            name: "client-cursor", data: .json(Array(#"{"user_id":5,"field":"title"}"#.utf8)))
        #expect(cursor == Whisper(kind: .cursor(field: "title"), userID: "5", name: nil, taskID: nil))
        #expect(Whisper(name: "client-typing", data: .none)?.name == nil)
        #expect(Whisper(name: "client-other", data: .none) == nil)
    }

    /// Reverb re-encodes whispers through PHP: an empty object becomes an array (protocol notes 8).
    @Test func phpMakesListsOfEmptyObjects() {
        #expect(read("[]")?.userID == nil)
    }

    @Test func theSenderCountsOnlyWhereTheServerChecksIt() {
        #expect(read("{}", sender: "5")?.isVerified == false)
        #expect(read("{}", sender: "5")?.userID == "5")
        #expect(read("{}", sender: "5", trusts: true)?.isVerified == true)
        #expect(read(#"{"user_id":5}"#, sender: "5", trusts: true)?.isVerified == true)
        // A private channel has no sender: what the payload claims stays a claim.
        #expect(read(#"{"user_id":5}"#, trusts: true)?.isVerified == false)
    }

    @Test func whoContradictsItselfIsNotHeard() {
        #expect(read(#"{"user_id":6}"#, sender: "5") == nil)
        #expect(read(#"{"user_id":"6"}"#, sender: "5", trusts: true) == nil)
    }
}
