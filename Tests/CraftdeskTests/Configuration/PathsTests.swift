import Testing

@testable import craftdesk

@Suite struct PathsTests {
    @Test func filesStandWhereXDGSays() {
        let paths = Paths(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"])
        #expect(paths.configurationFile == "/c/craftdesk/config.toml")
        #expect(paths.tokenFile == "/c/craftdesk/token")
        #expect(paths.stateDirectory == "/s/craftdesk")
    }

    @Test func aRelativeXDGDirectoryIsIgnored() {
        let paths = Paths(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "c"])
        #expect(paths.configurationFile == "/h/.config/craftdesk/config.toml")
        #expect(paths.stateDirectory == "/h/.local/state/craftdesk")
    }

    @Test func eachProfileHasATokenAndAStateOfItsOwn() {
        let paths = Paths(environment: ["HOME": "/h"], profile: "work")
        #expect(paths.configurationFile == "/h/.config/craftdesk/config.toml")
        #expect(paths.tokenFile == "/h/.config/craftdesk/token-work")
        #expect(paths.stateDirectory == "/h/.local/state/craftdesk/profiles/work")
    }

    @Test(arguments: [("~", "/h"), ("~/x", "/h/x"), ("~zoe/x", "~zoe/x"), ("/a/~", "/a/~")])
    func aTildeIsTheHomeDirectory(written: String, meant: String) {
        #expect(Paths(environment: ["HOME": "/h"]).expand(written) == meant)
    }
}
