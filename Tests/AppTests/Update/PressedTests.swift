import Screen
import Testing

@testable import App

@Suite struct PressedTests {
    @Test func aKeyWithoutACommandSaysSo() {
        var bench = Bench("[a] b")
        bench.send(.key(.function(7)))
        #expect(bench.model.status == "F7 does nothing here; ? is the help")
    }

    @Test func aPasteGoesWhereTypingGoes() {
        for (keys, screen) in [
            ("\\", "prompt(filter: from:ana)"), (":", "prompt(:from:ana)"), ("c", "prompt(WEB-a: from:ana)"),
        ] {
            var bench = Bench("[a] b")
            bench.type(keys)
            bench.send(.pasted("from:ana"))
            #expect(bench.list == "[a] b \(screen)")
        }
        var bench = Bench("[a] b")
        bench.send(.pasted("e e e e"))
        #expect(bench.list == "[a] b")
        #expect(bench.model.status == "a paste does nothing here; c begins a comment")
    }

    @Test func interruptLeavesAScreenAndThenTheProgram() {
        var bench = Bench("[a] b")
        bench.type("? C-c")
        #expect(bench.list == "[a] b")
        #expect(bench.asked == "")
        bench.type("C-c")
        #expect(bench.asked == "interrupt")
    }
}
