import Feed
import JSON
import Testing

@testable import craftdesk

@Suite struct WhisperOutboxTests {
    private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    @Test func typingIsToldEveryTwoSecondsAtMost() {
        var outbox = WhisperOutbox()
        var told: [Int64] = []
        for time in stride(from: Int64(0), to: 6000, by: 100) where outbox.types(now: at(time)) {
            told.append(time)
        }
        #expect(told == [0, 2000, 4000])
    }

    @Test func aClockThatIsSetBackDoesNotSilence() {
        var outbox = WhisperOutbox()
        let answer1 = outbox.types(now: at(1_000_000))
        #expect(answer1)
        let answer2 = outbox.types(now: at(5000))
        #expect(answer2)
    }

    @Test func theNewestPlaceIsToldOnceASecond() {
        var outbox = WhisperOutbox()
        var told: [String] = []
        for step in 0..<30 {
            outbox.move(to: .init(task: String(step)))
            if let place = outbox.takePlace(now: at(Int64(step) * 100)) { told.append(place.task ?? "") }
        }
        #expect(told == ["0", "10", "20"])
        #expect(outbox.deadline == at(3000))
        let last = outbox.takePlace(now: at(3000))
        #expect(last?.task == "29")
        #expect(outbox.deadline == nil)
    }

    @Test func theSamePlaceIsNoNewsUnlessSomebodyCame() {
        var outbox = WhisperOutbox()
        outbox.repeatPlace()
        #expect(outbox.deadline == nil)
        outbox.move(to: .init(task: "1"))
        let answer3 = outbox.takePlace(now: at(0)) == .init(task: "1")
        #expect(answer3)
        outbox.move(to: .init(task: "1"))
        let answer4 = outbox.takePlace(now: at(5000))
        #expect(answer4 == nil)
        outbox.repeatPlace()
        let answer5 = outbox.takePlace(now: at(5000)) == .init(task: "1")
        #expect(answer5)
    }

    @Test func payloadsAreThoseOfTheContract() {
        let me = Identity(userID: "5", name: "Ana")
        #expect(
            WhisperOutbox.typing(task: "142", me: me).serialized()
                == #"{"user_id":"5","name":"Ana","task_id":142}"#)
        #expect(
            WhisperOutbox.cursor(.init(task: "142"), me: me).serialized()
                == #"{"user_id":"5","name":"Ana","task_id":142}"#)
        #expect(
            WhisperOutbox.cursor(.init(), me: Identity(userID: nil, name: nil)).serialized()
                == #"{"task_id":null}"#)
    }
}
