import Testing

@testable import Screen

@Suite struct BuiltInThemesTests {
    @Test(arguments: Theme.builtInNames)
    func eachCanBeReadAndSaysSomethingOfEveryRole(name: String) throws {
        let theme = try #require(Theme.builtIn(named: name))
        for role in Role.allCases { #expect(theme.entries[role] != nil, "\(role.rawValue)") }
    }

    @Test func monochromeNamesNoColours() {
        for entry in Theme.monochrome.entries.values {
            #expect(
                (entry.foreground ?? .standard) == .standard && (entry.background ?? .standard) == .standard)
        }
    }

    @Test(arguments: Theme.builtInNames, ColorDepth.allCases)
    func whatMattersLooksDifferentInEveryDepth(name: String, depth: ColorDepth) throws {
        let theme = try #require(Theme.builtIn(named: name)).fitting(depth)
        func look(_ style: Style) -> Appearance { theme.appearance(of: style, depth: depth) }
        #expect(look(Style(.read)) != look(Style(.unread)))
        #expect(look(Style(.read)) != look(Style(.done)))
        #expect(look(Style(.read)) != look(Style(.read, on: .selected)))
        #expect(look(Style(.read)) != look(Style(.read, on: .marked)))
        #expect(look(Style(.read)) != look(Style(.match)))
        #expect(look(Style(.text, on: .header)) != look(.plain))
        #expect(look(Style(.tab, on: .header)) != look(Style(.currentTab, on: .header)))
        #expect(look(Style(.text, on: .toast)) != look(.plain))
    }

    @Test(arguments: [("dark", Color.rgb(0, 0, 0)), ("light", Color.rgb(255, 255, 255))])
    func lettersStandOutFromWhatIsBehindThem(name: String, background: Color) throws {
        let theme = try #require(Theme.builtIn(named: name))
        for role in Role.allCases {
            for ground in [Role.text, .selected, .header, .toast, .mentionToast] {
                let look = theme.appearance(of: Style(role, on: ground), depth: .direct)
                let behind = look.background == .standard ? background : look.background
                // A line between panes isn't read; a row that is done may be faint.
                let least = [.border, .done].contains(role) ? 1.5 : 3.0
                // States of the connection stand in the header or on the screen, rows don't.
                if ground == .header, ![.text, .tab, .currentTab, .live, .waiting, .offline].contains(role) {
                    continue
                }
                if role == .border, ground != .text { continue }
                if ground == .toast, ![.text, .strong].contains(role) { continue }
                if ground == .mentionToast, role != .text { continue }
                #expect(contrast(look.foreground, behind) >= least, "\(role.rawValue) on \(ground.rawValue)")
            }
        }
    }

    /// WCAG 2, "contrast ratio".
    private func contrast(_ one: Color, _ other: Color) -> Double {
        func luminance(_ color: Color) -> Double {
            let (red, green, blue) = color.components
            func linear(_ level: Int) -> Double {
                let value = Double(level) / 255
                // A square is near enough to the standard's power of 2.4.
                return value * value
            }
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        }
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test func fewColoursTakeTheTerminalsOwn() {
        #expect(
            Theme.dark.fitting(.eight).name == "terminal" && Theme.light.fitting(.sixteen).name == "terminal")
        #expect(Theme.dark.fitting(.palette).name == "dark")
        #expect(Theme.dark.fitting(.monochrome).name == "monochrome")
    }
}
