import Feed
import Testing

@testable import craftdesk

@Suite struct ConfigurationLoaderTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func loader(
        _ text: String, environment: [String: String] = [:], flags: [String] = [], profile: String? = nil
    ) throws -> ConfigurationLoader {
        let file = try directory.write("config.toml", text)
        return ConfigurationLoader(
            environment: environment, flags: flags, profile: profile, configPath: file)
    }

    private func problems(_ text: String) throws -> [String] {
        try loader(text).inspect().1.map {
            $0.description.replacing(directory.path + "/", with: "")
        }
    }

    @Test func aFlagWinsOverTheEnvironmentThatOverTheFileThatOverTheDefault() throws {
        let text = "[server]\nkey = \"file\"\n"
        let path = "server.key"
        #expect(try loader("").load()[\.serverKey] == "")
        #expect(try loader("").load().origin(of: path) == .fallback)
        let file = try loader(text).load()
        #expect(file[\.serverKey] == "file")
        #expect(file.origin(of: path) == .file("\(directory.path)/config.toml", line: 2))
        let variable = try loader(text, environment: ["CRAFTDESK_SERVER_KEY": "variable"]).load()
        #expect(variable[\.serverKey] == "variable")
        #expect(variable.origin(of: path) == .environment("CRAFTDESK_SERVER_KEY"))
        let flag = try loader(
            text, environment: ["CRAFTDESK_SERVER_KEY": "variable"], flags: ["server.key=flag=1"]
        ).load()
        #expect(flag[\.serverKey] == "flag=1")
        #expect(flag.origin(of: path) == .flag)
    }

    @Test func eachFaultOfAFileIsToldWithItsPlace() throws {
        let text = """
            [server]
            ulr = "ws://x"
              key = 7
            [sevrer]
            [ui]
            clock = "yes"
            [[project]]
            key = "WEB"
            [keys]
            down = 3
            """
        #expect(
            try problems(text)
                == [
                    "config.toml:2:1: unknown key \"ulr\"; the nearest known name is \"url\".",
                    "config.toml:3:3: server.key must be a string, not a whole number.",
                    "config.toml:4:1: unknown key \"sevrer\"; the nearest known name is \"server\".",
                    "config.toml:6:1: ui.clock must be true or false, not a string.",
                    "config.toml:7:1: [[project]] can't be used: it has no id.",
                    "config.toml:10:1: keys.down must be a key or a list of keys, not a whole number.",
                ])
    }

    @Test func aSectionIsATable() throws {
        #expect(
            try problems("server = \"ws://x\"") == [
                "config.toml:1:1: server must be a table, as in [server], not a string."
            ])
    }

    @Test func aKeyOfAnInlineTableIsPlacedAtItsTable() throws {
        #expect(
            try problems("# top\nserver = { ulr = \"ws://x\" }") == [
                "config.toml:2:1: unknown key \"ulr\"; the nearest known name is \"url\"."
            ])
    }

    @Test func whatIsNotTOMLIsToldWithLineAndColumn() throws {
        let error = #expect(throws: ConfigurationError.self) { try loader("[server]\nkey = = 1\n").load() }
        guard case .syntax(let place, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(place.line == 2)
        #expect(place.column > 1)
    }

    @Test func aFileThatWasAskedForHasToExist() throws {
        let missing = ConfigurationLoader(
            environment: ["CRAFTDESK_CONFIG": directory.path + "/none"], flags: [], profile: nil,
            configPath: nil)
        #expect(
            throws: ConfigurationError.unreadable(
                path: directory.path + "/none", reason: "there is no such file")
        ) { try missing.load() }
        let usual = ConfigurationLoader(
            environment: ["HOME": directory.path], flags: [], profile: nil, configPath: nil)
        #expect(try usual.load().file == nil)
    }

    @Test func aWrongFlagNamesTheNearestKey() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try loader("", flags: ["sever.url=ws://x"]).load()
        }
        #expect(error?.description.contains("the nearest known key is server.url") == true)
    }

    @Test(arguments: [("quill.wort=x", "craftdesk config show"), ("quill", "it must be SECTION.KEY=VALUE")])
    func aFlagThatIsLikeNothingSaysWhatToDo(_ flag: String, _ words: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try loader("", flags: [flag]).load() }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func aSecretIsInNoMessage() throws {
        let configuration = try loader("[server]\nsecret = \"hush-hush\"\n").load()
        #expect(configuration[\.secret] == "hush-hush")
        #expect(!configuration.listing().joined().contains("hush-hush"))
        #expect(configuration.listing().contains { $0.hasPrefix("secret = \"(hidden)\"  # /") })
        for problem in try problems("[server]\nsecret = [\"hush-hush\"]\n") {
            #expect(!problem.contains("hush-hush"))
        }
    }

    // MARK: Profiles

    private static let profiles = """
        [server]
        url = "wss://one.example"
        key = "one"
        secret = "of one"
        [app]
        url = "https://one.example"
        [auth]
        token_file = "~/one"
        [store]
        path = "/one.sqlite"
        [ui]
        clock = true
        [[project]]
        id = 1
        [keys]
        down = "j"
        [profile.work.server]
        url = "wss://two.example"
        [profile.work.ui]
        bell = false
        [[profile.work.project]]
        id = 2
        [profile.work.keys]
        up = "k"
        [profile.home.auth]
        token_file = "~/two"
        """

    @Test func aProfileLiesOverTheFilesOwnSections() throws {
        let work = try loader(Self.profiles, profile: "work").load()
        #expect(work.profile == "work")
        #expect(work.profiles == ["home", "work"])
        #expect(work[\.serverURL] == "wss://two.example")
        #expect(work.origin(of: "server.url") == .file("\(directory.path)/config.toml", line: 18))
        #expect(work[\.serverKey] == "one")
        #expect(work[\.clock])
        #expect(!work[\.bell])
        #expect(work.projects.map(\.id) == ["2"])
        #expect(work.keys == ["down": ["j"], "up": ["k"]])
        #expect(try loader(Self.profiles).load()[\.serverURL] == "wss://one.example")
    }

    /// Else the token of one server would be sent to another.
    @Test func aProfileTakesOverNoTokenSecretOrStore() throws {
        let work = try loader(Self.profiles, profile: "work").load()
        #expect(work[\.tokenFile] == "")
        #expect(work[\.secret] == "")
        #expect(work[\.storePath] == "")
        #expect(try loader(Self.profiles, profile: "home").load()[\.tokenFile] == "~/two")
    }

    @Test func aProfileThatIsNotThereIsToldWithThoseThatAre() throws {
        #expect(
            throws: ConfigurationError.noProfile(
                name: "wrok", file: directory.path + "/config.toml", known: ["home", "work"])
        ) { try loader(Self.profiles, profile: "wrok").load() }
    }

    @Test(arguments: ["../x", "a/b", "", "a b", "é"])
    func aProfilesNameIsAPartOfAFileName(name: String) throws {
        #expect(throws: ConfigurationError.badProfileName(name)) {
            try loader(Self.profiles, profile: name).load()
        }
    }

    @Test func eachProfileHasAFaultOfItsOwn() throws {
        #expect(throws: Never.self) { try loader("[profile.a.server]\nulr = \"x\"\n").load() }
        #expect(throws: ConfigurationError.self) {
            try loader("[profile.a.server]\nulr = \"x\"\n", profile: "a").load()
        }
    }
}
