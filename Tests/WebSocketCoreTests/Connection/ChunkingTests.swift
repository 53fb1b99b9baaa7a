import SeededRandom
import Testing

@testable import WebSocketCore

/// Properties of the whole machine, over random conversations with fixed seeds.
@Suite struct ChunkingTests {
    /// A stream of frames, mostly correct, with fragments, control frames, compression and damage.
    private func stream(_ random: inout SplitMix64, mask: Bool, deflater: Deflater?) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let key: [UInt8]? = mask ? (0..<4).map { _ in .random(in: 0...255, using: &random) } : nil
            let words = ["Hello ", "Wörld ", "日本 ", "😀", String(repeating: "a", count: 200)]
            var payload = (0..<Int.random(in: 0...6, using: &random)).flatMap { _ in
                Array(words[Int.random(in: 0..<words.count, using: &random)].utf8)
            }
            switch Int.random(in: 0..<12, using: &random) {
            case 0: bytes += frame(9, Array(payload.prefix(125)), mask: key)
            case 1: bytes += frame(10, Array(payload.prefix(125)), mask: key)
            case 2: bytes += frame(8, [3, 232] + Array(payload.prefix(6)), mask: key)
            case 3: bytes += frame(2, (0..<300).map { _ in .random(in: 0...255, using: &random) }, mask: key)
            case 4: bytes += (0..<6).map { _ in UInt8.random(in: 0...255, using: &random) }
            case 5:
                payload.append(0xFF)
                bytes += frame(1, payload, mask: key)
            default:
                var reserved: UInt8 = 0
                if let deflater, Bool.random(using: &random) {
                    payload = deflater.deflate(payload[...])
                    reserved = 4
                }
                let cut = Int.random(in: 0...payload.count, using: &random)
                if Bool.random(using: &random) {
                    bytes += frame(1, payload, reserved: reserved, mask: key)
                } else {
                    bytes += frame(1, Array(payload[..<cut]), isFinal: false, reserved: reserved, mask: key)
                    if Bool.random(using: &random) { bytes += frame(9, [1], mask: key) }
                    bytes += frame(0, Array(payload[cut...]), mask: key)
                }
            }
        }
        return bytes
    }

    /// What does not depend on how bytes came: everything but how writes were put together.
    private func outcome(_ peer: inout Peer, _ reads: [ArraySlice<UInt8>], isCopied: Bool = false) -> (
        told: [Peer.Action], written: Int
    ) {
        var told: [Peer.Action] = []
        var written = 0
        for read in reads {
            for action in isCopied ? peer.receive(copying: read) : peer.receive(Array(read)) {
                if case .write(let bytes) = action { written += bytes.count } else { told.append(action) }
            }
        }
        return (told, written)
    }

    @Test(arguments: [Role.client, .server], [false, true])
    func anyChunkingGivesTheSameOutputs(role: Role, isCompressed: Bool) throws {
        var random = SplitMix64(seed: role == .client ? 1 : 2)
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 900
        limits.compression = isCompressed ? CompressionConfiguration() : nil
        let extensions = isCompressed ? "permessage-deflate" : nil
        for _ in 0..<400 {
            let deflater = isCompressed ? Deflater(level: 6, windowBits: 15, keepsContext: true) : nil
            let bytes = stream(&random, mask: role == .server, deflater: deflater)
            func open() throws -> Peer {
                try role == .client
                    ? Peer.client(limits, extensions: extensions)
                    : Peer.server(limits, extensions: extensions)
            }
            var whole = try open()
            let expected = outcome(&whole, [bytes[...]])
            var single = try open()
            let singly = outcome(&single, bytes.indices.map { bytes[$0...$0] })
            #expect(singly == expected)
            var reads: [ArraySlice<UInt8>] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let read = rest.prefix(Int.random(in: 1...40, using: &random))
                reads.append(read)
                rest = rest.dropFirst(read.count)
            }
            for isCopied in [false, true] {
                var cut = try open()
                let cutOutcome = outcome(&cut, reads, isCopied: isCopied)
                #expect(cutOutcome == expected)
            }
            var copied = try open()
            let copiedOutcome = outcome(&copied, [bytes[...]], isCopied: true)
            #expect(copiedOutcome == expected)
            // Each end is told once.
            #expect(expected.told.closures.count <= 1)
        }
    }

    @Test(arguments: [Role.client, .server], [false, true])
    func whatOneEndWritesTheOtherReads(sender: Role, isCompressed: Bool) throws {
        var random = SplitMix64(seed: 77)
        var limits = ConnectionConfiguration()
        limits.compression = isCompressed ? CompressionConfiguration() : nil
        let extensions = isCompressed ? "permessage-deflate" : nil
        var client = try Peer.client(limits, extensions: extensions)
        var server = try Peer.server(limits, extensions: extensions)
        for size in [0, 1, 31, 32, 125, 126, 127, 1000, 65_535, 65_536, 200_000] {
            let string = String(
                decoding: (0..<size).map { _ in UInt8.random(in: 32...126, using: &random) }, as: UTF8.self)
            let texts =
                sender == .client
                ? server.receive(client.send(string).written).texts
                : client.receive(server.send(string).written).texts
            #expect(texts == [string])
        }
    }

    /// Garbage in any phase ends in nothing but a documented error, and never traps.
    @Test func garbageEndsInADocumentedError() throws {
        var random = SplitMix64(seed: 404)
        for round in 0..<2000 {
            var peer =
                switch round % 4 {
                case 0: Peer(connection: WebSocketConnection(serverWith: .init()))
                case 1:
                    Peer(connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
                case 2: try Peer.client()
                default: try Peer.server()
                }
            _ = peer.start()
            var actions: [Peer.Action] = []
            for _ in 0..<3 {
                actions += peer.receive(
                    (0..<Int.random(in: 1...60, using: &random)).map { _ in
                        .random(in: 0...255, using: &random)
                    })
            }
            actions += peer.receiveEOF()
            actions += peer.wait(.seconds(20))
            #expect(actions.closures.count == 1)
            let closure = try #require(actions.closures.first)
            #expect(closure.wasClean == (closure.error == nil))
            #expect(actions.last == .disconnect)
            #expect(peer.connection.deadline == nil)
        }
    }
}
