import SeededRandom
import Testing

@testable import craftdesk

/// What real applications' scripts look like: Laravel's own echo.js through Vite, before and behind a minifier.
@Suite struct EchoOptionsTests {
    private static func options(_ text: String) -> EchoOptions? { EchoOptions(in: Array(text.utf8)) }

    @Test func aMinifiedScriptTells() {
        let script =
            String(repeating: "function a(){};", count: 500)
            + #"window.Pusher=c;window.Echo=new l({broadcaster:"reverb",key:"acme-key",wsHost:"ws.acme.example",wsPort:"80",wssPort:"443",forceTLS:!0,enabledTransports:["ws","wss"]});"#
        #expect(
            Self.options(script)
                == EchoOptions(key: "acme-key", host: "ws.acme.example", port: 443, isSecure: true))
    }

    @Test func aScriptAsItIsWrittenTells() {
        let script = """
            window.Echo = new Echo({
                broadcaster: 'reverb',
                key: 'acme-key',
                wsHost: 'localhost',
                wsPort: 8080,
                wssPort: 8080,
                forceTLS: ("http" ?? "https") === "https",
            });
            """
        #expect(
            Self.options(script)
                == EchoOptions(key: "acme-key", host: "localhost", port: 8080, isSecure: false))
    }

    @Test func whatIsNoneOfOursIsPassedOver() {
        #expect(Self.options("") == nil)
        #expect(Self.options("broadcaster") == nil)
        #expect(Self.options(#"new Echo({broadcaster:"pusher",key:"k",cluster:"eu"})"#) == nil)
        #expect(Self.options(#"new Echo({broadcaster:"null",key:"k"})"#) == nil)
        #expect(Self.options(#"new Echo({broadcaster:"reverb",key:n.key})"#) == nil)
        // The first that can be used is taken.
        let two =
            #"x={broadcaster:t};"# + String(repeating: " ", count: 700)
            + #"new E({broadcaster:"reverb",key:"k"})"#
        #expect(Self.options(two)?.key == "k")
    }

    @Test func theServerIsThePagesOwnWhereNothingElseIsSaid() throws {
        let app = try #require(ServerAddress("http://127.0.0.1:8123", .web))
        let bare = EchoOptions(key: "k", host: nil, port: nil, isSecure: false)
        #expect(bare.server(of: app)?.text(scheme: "ws") == "ws://127.0.0.1:8123")
        let other = EchoOptions(key: "k", host: "ws.acme.example", port: nil, isSecure: nil)
        let secure = try #require(ServerAddress("https://acme.example", .web))
        #expect(other.server(of: secure)?.text(scheme: "ws") == "wss://ws.acme.example")
        #expect(EchoOptions(key: "k", host: "a b", port: 1, isSecure: true).server(of: app) == nil)
    }

    @Test func scriptsOfTheApplicationItself() throws {
        let app = try #require(ServerAddress("https://acme.example", .web))
        let page = """
            <link rel="modulepreload" href="https://acme.example/build/assets/app-1a2b.js" />
            <link rel="stylesheet" href="/build/assets/app.css">
            <script type="module" src="/build/assets/main-3c4d.js?v=2"></script>
            <script src="https://elsewhere.example/x.js"></script><script src="//elsewhere.example/y.js"></script>
            <script src="/build/assets/main-3c4d.js?v=2"></script><script>inline</script>
            """
        #expect(
            EchoOptions.scripts(in: Array(page.utf8), of: app)
                == ["/build/assets/app-1a2b.js", "/build/assets/main-3c4d.js?v=2"])
    }

    @Test func noiseIsHarmless() {
        var random = SplitMix64(seed: 7)
        let words = [
            "broadcaster", ":", "\"", "reverb", "key", "{", "wsPort", "99999", "'", "\u{FF}", "forceTLS",
        ]
        for _ in 0..<300 {
            let text = (0..<40).map { _ in words.randomElement(using: &random) ?? "" }.joined()
            if let options = Self.options(text) { #expect((1...65535).contains(options.port ?? 1)) }
        }
    }
}
