import Testing

@testable import craftdesk

@Suite struct PastedAddressTests {
    private struct Expected {
        var app = ""
        var server = ""
        var key = ""
        var workspace = ""
    }

    @Test func addressesOfTheApplication() throws {
        for (text, app, workspace) in [
            ("acme.example", "https://acme.example", ""),
            ("https://acme.example/", "https://acme.example", ""),
            ("https://acme.example/w/7", "https://acme.example", "7"),
            ("https://acme.example:8443/w/7/tasks/142?tab=2#c9", "https://acme.example:8443", "7"),
            ("acme.example/workspaces/01JD/board", "https://acme.example", "01JD"),
            ("http://acme.example/w", "http://acme.example", ""),
            ("localhost:8000", "http://localhost:8000", ""), ("127.0.0.1/w/7", "http://127.0.0.1", "7"),
            ("HTTPS://acme.example", "https://acme.example", ""),
        ] {
            let address = try PastedAddress(text)
            #expect(address.app?.text(scheme: "http") == app, "\(text)")
            #expect(address.workspace == workspace, "\(text)")
            #expect(address.server == nil)
        }
    }

    @Test func addressesOfTheWebSocket() throws {
        for (text, server, key) in [
            ("wss://ws.acme.example", "wss://ws.acme.example", ""),
            ("wss://ws.acme.example/app/acme-key?protocol=7&client=js", "wss://ws.acme.example", "acme-key"),
            ("ws://localhost:8080/reverb/app/k", "ws://localhost:8080/reverb", "k"),
        ] {
            let address = try PastedAddress(text)
            #expect(address.server?.text(scheme: "ws") == server, "\(text)")
            #expect(address.key == key, "\(text)")
            #expect(address.app == nil)
        }
    }

    @Test(arguments: [
        "ftp://acme.example", "https://", "acme example", "https://zoe@acme.example", "a\u{1B}b", ":80",
    ])
    func whatIsNoAddressIsOneSentence(_ text: String) {
        #expect {
            _ = try PastedAddress(text)
        } throws: { error in
            (error as? Failure)?.description.contains("is no web address; type one as") == true
        }
    }
}
