import Testing

@testable import Terminal

@Suite struct NotificationTryTests {
    private func text(
        _ way: TerminalTraits.NotificationProtocol, _ multiplexer: TerminalTraits.Multiplexer
    ) -> String {
        String(
            decoding: NotificationTry.bytes(title: "craftdesk", body: "by it", by: way, through: multiplexer),
            as: UTF8.self)
    }

    @Test func eachWayHasItsOwnBytes() {
        #expect(text(.osc9, .none) == "\u{1B}]9;craftdesk: by it\u{7}")
        #expect(text(.osc777, .none).hasPrefix("\u{1B}]777;notify;craftdesk;by it"))
        #expect(text(.osc99, .none).hasPrefix("\u{1B}]99;"))
        #expect(NotificationTry.ways.count == 3)
        #expect(Set(NotificationTry.ways.map { text($0, .none) }).count == 3)
    }

    /// tmux wants each escape doubled in its envelope, screen wants pieces.
    @Test func aMultiplexerGetsItsEnvelope() {
        for way in NotificationTry.ways {
            let tmux = text(way, .tmux)
            #expect(tmux.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}]") && tmux.hasSuffix("\u{1B}\\"))
            // A part ends after each escape, which would end all of it.
            let screen = text(way, .screen)
            #expect(screen.hasPrefix("\u{1B}P\u{1B}\u{1B}\\\u{1B}P]") && screen.hasSuffix("\u{1B}\\"))
        }
    }
}
