import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import Realtime

/// A recording in the place of the network, on a loop whose time is the test's.
@Suite struct ReplayTransportTests {
    private let loop = EmbeddedEventLoop()

    /// What was delivered, each with the second it came at.
    private final class Heard {
        var events: [(event: TransportEvent, second: Int64)] = []
        var names: [String] {
            events.map { event, second in
                switch event {
                case .opened: "\(second) opened"
                case .received(let text): "\(second) \(String(decoding: text, as: UTF8.self))"
                case .closed(let code, _): "\(second) closed \(code)"
                case .sent: "\(second) sent"
                }
            }
        }
    }

    private final class Ended: Sendable {
        let count = Mutex(0)
    }

    private func play(
        _ steps: [(Int64, TransportEvent)], speed: Double = 1, seconds: Int64 = 60,
        _ act: (ReplayTransport, Heard, Int64) -> Void = { _, _, _ in }
    ) -> (heard: [String], ends: Int) {
        let ended = Ended()
        let recording = RecordedTransport(
            steps: steps.map { .init(time: .seconds($0), event: $1) }, speed: speed,
            onEnd: { ended.count.withLock { $0 += 1 } })
        let transport = ReplayTransport(recording, loop: loop)
        let heard = Heard()
        var second: Int64 = 0
        transport.onReopen = { transport.open { heard.events.append(($0, second)) } }
        transport.open { heard.events.append(($0, second)) }
        for next in 0..<seconds {
            second = next
            act(transport, heard, second)
            loop.advanceTime(by: .seconds(1))
        }
        return (heard.names, ended.count.withLock { $0 })
    }

    private static func text(_ text: String) -> TransportEvent { .received(Array(text.utf8)) }

    @Test func everythingComesAtItsTimeAndTheEndIsToldOnce() {
        let (heard, ends) = play([(1, .opened), (2, Self.text("a")), (5, Self.text("b"))])
        #expect(heard == ["0 opened", "1 a", "4 b"])
        #expect(ends == 1)
    }

    @Test func atAnotherSpeedItComesSoonerOrLater() {
        #expect(play([(10, .opened), (20, Self.text("a"))], speed: 10).heard == ["0 opened", "1 a"])
        #expect(play([(1, .opened), (2, Self.text("a"))], speed: 0.5).heard == ["1 opened", "3 a"])
    }

    /// After a loss the session connects again by itself; the recording opens the next one when its time has come.
    @Test func aLossIsFollowedByTheNextConnection() {
        let (heard, ends) = play([
            (1, .opened), (2, .closed(code: 1006, reason: "")), (6, .opened), (7, Self.text("b")),
        ])
        #expect(heard == ["0 opened", "1 closed 1006", "5 opened", "6 b"])
        #expect(ends == 1)
    }

    /// What is left of a connection that the session itself gave up isn't played to the next one.
    @Test func aConnectionThatWasGivenUpIsPassedOver() {
        let (heard, _) = play([(1, .opened), (4, Self.text("old")), (6, .opened), (7, Self.text("new"))]) {
            transport, heard, second in
            if second == 2 {
                transport.close()
                transport.open { heard.events.append(($0, second)) }
            }
        }
        #expect(heard.map { $0.split(separator: " ").dropFirst().joined() } == ["opened", "opened", "new"])
    }

    /// A pong has to come when it is asked for.
    @Test func aPingIsAnswered() {
        let (heard, _) = play([(1, .opened)]) { transport, _, second in
            if second == 3 {
                transport.sent(Array(#"{"event":"pusher:ping","data":{}}"#.utf8))
                transport.sent(Array(#"{"event":"pusher:subscribe","data":{}}"#.utf8))
                transport.sent(Array("nonsense".utf8))
            }
        }
        #expect(heard == ["0 opened", #"3 {"event":"pusher:pong"}"#])
    }

    @Test func anEmptyRecordingIsOverAtOnce() {
        let (heard, ends) = play([])
        #expect(heard.isEmpty && ends == 1)
    }
}
