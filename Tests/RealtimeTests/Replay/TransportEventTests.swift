import Realtime
import Testing

@Suite struct TransportEventTests {
    /// The session sends by itself.
    @Test func whatWasSentIsNotPlayed() {
        let steps = [TransportEvent.opened, .sent([1]), .received([2]), .closed(code: 1000, reason: "")].map {
            RecordedTransport.Step(time: .seconds(1), event: $0)
        }
        let recorded = RecordedTransport(steps: steps, speed: 1)
        #expect(recorded.steps.map(\.event) == [.opened, .received([2]), .closed(code: 1000, reason: "")])
    }

    @Test(arguments: [
        (0.0, 0.001), (-3, 0.001), (.nan, 1), (.infinity, 1), (1e9, 1_000_000), (2.5, 2.5),
    ])
    func everySpeedIsOneThatCanBePlayed(_ asked: Double, _ speed: Double) {
        #expect(RecordedTransport(steps: [], speed: asked).speed == speed)
    }
}
