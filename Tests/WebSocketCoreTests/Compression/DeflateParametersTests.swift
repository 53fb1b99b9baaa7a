import SeededRandom
import Testing

@testable import WebSocketCore

@Suite struct DeflateParametersTests {
    private func accepted(_ value: String, _ wanted: CompressionConfiguration = .init()) throws
        -> DeflateParameters?
    {
        try DeflateNegotiation.accepted([value], for: wanted)
    }

    private func chosen(_ value: String, _ wanted: CompressionConfiguration = .init()) throws -> String? {
        try DeflateNegotiation.choose([value], wanted)?.answer
    }

    @Test func theOfferNamesWhatIsWanted() {
        var wanted = CompressionConfiguration()
        #expect(
            DeflateNegotiation.offer(wanted)
                == "permessage-deflate; client_max_window_bits, permessage-deflate; client_max_window_bits; "
                + "client_no_context_takeover")
        wanted.serverNoContextTakeover = true
        wanted.clientNoContextTakeover = true
        wanted.serverMaxWindowBits = 10
        #expect(
            DeflateNegotiation.offer(wanted)
                == "permessage-deflate; client_max_window_bits; server_no_context_takeover; "
                + "server_max_window_bits=10; client_no_context_takeover")
    }

    /// RFC 7692 section 7.1: what the server may choose without being asked.
    @Test func theClientObeysWhatTheServerChose() throws {
        #expect(try DeflateNegotiation.accepted([], for: .init()) == nil)
        #expect(try accepted("permessage-deflate") == DeflateParameters())
        var expected = DeflateParameters()
        expected.serverNoContextTakeover = true
        expected.clientNoContextTakeover = true
        expected.serverMaxWindowBits = 9
        expected.clientMaxWindowBits = 10
        #expect(
            try accepted(
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                    + "server_max_window_bits=9; client_max_window_bits=\"10\"") == expected)
    }

    @Test(arguments: [
        "permessage-deflate; unknown", "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; server_max_window_bits", "permessage-deflate; client_max_window_bits",
        "permessage-deflate; server_max_window_bits=7", "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=08", "permessage-deflate; client_max_window_bits=1a",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover", "permessage-deflate;",
        "permessage-deflate; =1", ",", "permessage-deflate; client_max_window_bits=\"1 0\"",
    ])
    func theClientRefusesOtherParameters(value: String) {
        let error = #expect(throws: WebSocketError.self) { try accepted(value) }
        if case .badExtension = error {} else { Issue.record("\(value): \(String(describing: error))") }
    }

    @Test func theClientRefusesAnExtensionThatItDidNotOffer() {
        #expect(throws: WebSocketError.unaskedExtension("x")) { try accepted("x") }
        #expect(throws: WebSocketError.unaskedExtension("x")) { try accepted("permessage-deflate, x") }
        #expect(throws: WebSocketError.unaskedExtension("permessage-deflate")) {
            try DeflateNegotiation.accepted(["permessage-deflate"], for: nil)
        }
    }

    @Test func theClientGetsWhatItAskedFor() {
        var wanted = CompressionConfiguration()
        wanted.serverNoContextTakeover = true
        wanted.serverMaxWindowBits = 10
        for value in [
            "permessage-deflate", "permessage-deflate; server_no_context_takeover",
            "permessage-deflate; server_max_window_bits=10",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=11",
        ] {
            #expect(throws: WebSocketError.self) { try accepted(value, wanted) }
        }
    }

    @Test func theServerTakesTheFirstOfferThatItCanKeep() throws {
        #expect(try chosen("permessage-deflate") == "permessage-deflate")
        #expect(try DeflateNegotiation.choose(["permessage-deflate"], nil) == nil)
        #expect(try chosen("x-other; a=1") == nil)
        #expect(try chosen("permessage-deflate; client_max_window_bits") == "permessage-deflate")
        #expect(
            try chosen(
                "permessage-deflate; server_max_window_bits=8, permessage-deflate; server_no_context_takeover"
            )
                == "permessage-deflate; server_no_context_takeover")
        #expect(
            try chosen("permessage-deflate; client_max_window_bits=9; server_max_window_bits=12")
                == "permessage-deflate; server_max_window_bits=12; client_max_window_bits=9")
        #expect(try chosen("permessage-deflate; nonsense=3") == nil)
        #expect(try chosen(" , x-other, ,permessage-deflate,") == "permessage-deflate")
    }

    /// RFC 6455 section 9.1; also where no extension is taken.
    @Test(arguments: ["permessage-deflate; ==", "a b", "x; a=\"b", "x;", "x; a=b c"])
    func anOfferThatCannotBeReadIsRefused(value: String) {
        for wanted in [CompressionConfiguration(), nil] {
            let error = #expect(throws: WebSocketError.self) {
                try DeflateNegotiation.choose([value], wanted)
            }
            if case .badExtension = error {} else { Issue.record("\(String(describing: error))") }
        }
    }

    /// Sections 7.1.1 and 7.1.2: each side's parameter is for what that side sends.
    @Test(arguments: [Role.client, .server])
    func eachSideKeepsTheWindowThatItsOwnParametersSay(sender: Role) throws {
        var parameters = DeflateParameters()
        if sender == .client {
            parameters.clientNoContextTakeover = true
        } else {
            parameters.serverNoContextTakeover = true
        }
        let receiver: Role = sender == .client ? .server : .client
        let message = Array("Hello".utf8)
        let resetting = try #require(parameters.deflater(sender, level: 6))
        let keeping = try #require(parameters.deflater(receiver, level: 6))
        #expect(resetting.deflate(message[...]) == resetting.deflate(message[...]))
        #expect(keeping.deflate(message[...]) != keeping.deflate(message[...]))
        // The second message goes back to the first, which only a window that was kept still has.
        let second = hex("f200110000")
        for (role, isKept) in [(sender, true), (receiver, false)] {
            let inflater = try #require(parameters.inflater(role))
            var output: [UInt8] = []
            try inflater.inflate(hex("f248cdc9c90700")[...], into: &output, limit: 100)
            try inflater.finishMessage(into: &output, limit: 100)
            let isRead = (try? inflater.inflate(second[...], into: &output, limit: 100)) != nil
            #expect(isRead == isKept)
        }
    }

    /// Section 7.1.2: nothing is sent that goes back further than the window that was agreed on.
    @Test(arguments: [Role.client, .server])
    func aSideSendsWithTheWindowThatItsOwnParameterSays(role: Role) throws {
        var random = SplitMix64(seed: 7692)
        let block = (0..<600).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        var small = DeflateParameters()
        if role == .client { small.clientMaxWindowBits = 9 } else { small.serverMaxWindowBits = 9 }
        let other: Role = role == .client ? .server : .client
        // The second block is the first again, 600 bytes before: beyond a window of 512.
        let cut = try #require(small.deflater(role, level: 9)).deflate((block + block)[...])
        let whole = try #require(small.deflater(other, level: 9)).deflate((block + block)[...])
        #expect(cut.count > 1150)
        #expect(whole.count < 650)
    }
}
