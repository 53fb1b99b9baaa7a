import Feed
import Testing

@Suite struct WhisperTests {
    @Test func readsWhatIsThere() {
        let typing = Whisper(
            name: "client-typing", data: .json(Array(#"{"user_id":"5","name":"Ana","task_id":142}"#.utf8)))
        #expect(typing == Whisper(kind: .typing, userID: "5", name: "Ana", taskID: "142"))
        let cursor = Whisper(
            name: "client-cursor", data: .json(Array(#"{"user_id":5,"field":"title"}"#.utf8)))
        #expect(cursor == Whisper(kind: .cursor(field: "title"), userID: "5", name: nil, taskID: nil))
        #expect(Whisper(name: "client-typing", data: .none)?.name == nil)
        #expect(Whisper(name: "client-other", data: .none) == nil)
    }
}
