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
        #expect(throws: WebSocketError.self) { try chosen("permessage-deflate; ==") }
    }
}
