import Testing

@testable import Terminal

@Suite struct TerminalTraitsTests {
    @Test(arguments: ["linux", "vt100", "vt220", "dumb", "ansi", "cons25", "wsvt25", "", "sun"])
    func aTerminalOfWhichNothingIsKnownGetsNothing(type: String) {
        let traits = TerminalTraits(type: type, environment: ["COLORTERM": "truecolor"])
        #expect(!traits.takesTitles && !traits.reportsFocus && !traits.bracketsPaste)
        #expect(!traits.synchronizesUpdates && !traits.takesClipboard && traits.notifications == nil)
    }

    @Test(arguments: [
        "xterm", "xterm-256color", "xterm-kitty", "tmux", "tmux-256color", "screen", "screen-256color",
        "foot",
        "alacritty", "rxvt-unicode-256color", "rxvt",
    ])
    func theseTakeTitles(type: String) {
        #expect(TerminalTraits(type: type, environment: [:]).takesTitles)
    }

    @Test func screenAndRxvtHaveNoStackOfTitles() {
        for type in ["screen", "rxvt", "rxvt-unicode"] {
            #expect(!TerminalTraits(type: type, environment: [:]).stacksTitles)
        }
    }

    @Test func screenInsideOfTmuxIsToldByTheEnvironment() {
        let inTmux = TerminalTraits(type: "screen-256color", environment: ["TMUX": "/tmp/tmux-0/default,1,0"])
        #expect(inTmux.multiplexer == .tmux)
        #expect(TerminalTraits(type: "screen-256color", environment: [:]).multiplexer == .screen)
        let wronglyNamed = TerminalTraits(type: "xterm-256color", environment: ["TERM_PROGRAM": "tmux"])
        #expect(wronglyNamed.multiplexer == .tmux)
    }

    @Test func whatTheTerminalOutsideLeftInTheEnvironmentDoesNotCountInTmux() {
        let environment = ["TMUX": "x", "KITTY_WINDOW_ID": "1", "VTE_VERSION": "7600", "WT_SESSION": "y"]
        let traits = TerminalTraits(type: "tmux-256color", environment: environment)
        #expect(traits.notifications == nil && !traits.synchronizesUpdates && !traits.takesLinks)
    }

    @Test func anXtermMaySayWhoItIs() {
        let plain = TerminalTraits(type: "xterm-256color", environment: [:])
        #expect(!plain.synchronizesUpdates && plain.notifications == nil && plain.multiplexer == .none)
        let wezterm = TerminalTraits(type: "xterm-256color", environment: ["TERM_PROGRAM": "WezTerm"])
        #expect(wezterm.synchronizesUpdates && wezterm.notifications == .osc777)
        let old = TerminalTraits(type: "xterm-256color", environment: ["VTE_VERSION": "6003"])
        #expect(!old.synchronizesUpdates && old.takesLinks)
        let new = TerminalTraits(type: "xterm-256color", environment: ["VTE_VERSION": "7600"])
        #expect(new.synchronizesUpdates)
    }

    @Test func kittyIsNotTakenForAnyXterm() {
        #expect(TerminalTraits(type: "xterm-kitty", environment: [:]).notifications == .osc99)
    }
}
