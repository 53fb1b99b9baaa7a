import Testing

@testable import Screen

@Suite struct MouseEventTests {
    @Test func eventsAreToldApartByKindAndCell() {
        let events = [MouseEvent.Kind.press, .wheelUp, .wheelDown].flatMap { kind in
            (0..<3).flatMap { x in (0..<3).map { MouseEvent(kind, x: x, y: $0) } }
        }
        #expect(Set(events).count == 27)
        #expect(MouseEvent(.press, x: 4, y: 7).x == 4 && MouseEvent(.press, x: 4, y: 7).y == 7)
    }
}
