import Testing

@testable import App

@Suite struct ConfirmUpdateTests {
    @Test(arguments: ["y", "Y"]) func yesIsYes(_ key: String) {
        var bench = Bench("[a*] b*")
        bench.type("R \(key)")
        #expect(bench.list == "[a] b")
    }

    /// Whatever else is pressed is No, the keys that end and confirm things elsewhere too.
    @Test(arguments: ["n", "Enter", "Space", "Esc", "C-c", "q", "R", "z"])
    func everythingElseIsNo(_ key: String) {
        var bench = Bench("[a*] b*")
        bench.type("R \(key)")
        #expect(bench.list == "[a*] b*")
        #expect(bench.asked == "")
        #expect(bench.model.status == "nothing was changed")
    }

    @Test func theQuestionShowsOverEverySize() {
        for (width, height) in [(40, 8), (80, 24), (160, 48)] {
            var bench = Bench("[a*] b*", width: width, height: height)
            bench.type("R")
            #expect(bench.screen.contains("Mark all 2 read? y/N"))
            #expect(bench.model.question == "Mark all 2 read?")
        }
    }
}
