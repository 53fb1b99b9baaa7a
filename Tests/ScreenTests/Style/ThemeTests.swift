import Testing

@testable import Screen

@Suite struct ThemeTests {
    private let theme = Theme(
        name: "x",
        entries: [
            .text: .init(foreground: .palette(7), background: .palette(0)),
            .selected: .init(background: .palette(4), attributes: .bold),
            .mention: .init(foreground: .rgb(255, 0, 0), attributes: .underlined),
            .match: .init(foreground: .palette(0), background: .palette(3)),
        ])

    @Test func whatARoleDoesNotSayItsGroundSays() {
        #expect(
            theme.appearance(of: Style(.mention, on: .selected), depth: .direct)
                == Appearance(
                    foreground: .rgb(255, 0, 0), background: .palette(4), attributes: [.bold, .underlined]))
        #expect(
            theme.appearance(of: Style(.kind), depth: .direct)
                == Appearance(foreground: .palette(7), background: .palette(0)))
        #expect(theme.appearance(of: Style(.match, on: .selected), depth: .direct).background == .palette(3))
    }

    @Test func plainTextLooksAsItsGroundWants() {
        let toast = Theme(
            name: "x",
            entries: [
                .text: .init(foreground: .palette(7)),
                .toast: .init(foreground: .palette(0), background: .palette(3)),
            ])
        #expect(
            toast.appearance(of: Style(on: .toast), depth: .direct)
                == Appearance(foreground: .palette(0), background: .palette(3)))
        #expect(toast.appearance(of: .plain, depth: .direct) == Appearance(foreground: .palette(7)))
    }

    @Test func monochromeHasAttributesOnly() {
        let look = theme.appearance(of: Style(.mention, on: .selected), depth: .monochrome)
        #expect(look == Appearance(attributes: [.bold, .underlined]))
    }

    @Test func theStyleAddsToTheTheme() {
        #expect(theme.appearance(of: Style(.kind, dim: true), depth: .direct).attributes == .dim)
        #expect(theme.appearance(of: Style(on: .selected, dim: true), depth: .direct).attributes == .bold)
    }
}
