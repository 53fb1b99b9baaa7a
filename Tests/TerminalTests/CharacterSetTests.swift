import Testing

@testable import Terminal

extension TerminalSuite {
    @Suite struct CharacterSetTests {
        @Test func theFirstOfTheThreeThatIsSetCounts() {
            #expect(CharacterSet.adopt(environment: ["LANG": "C.UTF-8"]))
            #expect(!CharacterSet.adopt(environment: ["LANG": "C.UTF-8", "LC_ALL": "C"]))
            #expect(CharacterSet.adopt(environment: ["LANG": "C", "LC_ALL": "", "LC_CTYPE": "C.UTF-8"]))
            #expect(!CharacterSet.adopt(environment: [:]))
        }

        @Test func aLocaleThatIsNotInstalledStillMeansItsCharacterSet() {
            #expect(CharacterSet.adopt(environment: ["LC_ALL": "xx_YY.UTF-8"]))
            #expect(CharacterSet.adopt(environment: ["LC_ALL": "xx_YY.utf8@euro"]))
            #expect(!CharacterSet.adopt(environment: ["LC_ALL": "xx_YY.ISO-8859-1"]))
            #expect(!CharacterSet.adopt(environment: ["LC_ALL": "xx_YY"]))
        }
    }
}
