import SeededRandom
import Testing

@testable import WebSocketCore

@Suite struct UTF8ValidatorTests {
    private func isValid(_ pieces: [ArraySlice<UInt8>]) -> Bool {
        var validator = UTF8Validator()
        return pieces.allSatisfy { validator.append($0) } && validator.isComplete
    }

    /// What the standard library thinks of whole texts.
    private func reference(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    @Test(arguments: [
        "", "ascii", "κόσμε", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}", "\u{D7FF}\u{E000}",
        String(repeating: "日本語のテキスト", count: 40), String(repeating: "a😀é", count: 50),
    ])
    func validTextIsValidHoweverItIsCut(text: String) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count { #expect(isValid([bytes[..<cut], bytes[cut...]])) }
        #expect(isValid(bytes.indices.map { bytes[$0...$0] }))
    }

    @Test(arguments: [
        "80", "BF", "C0 80", "C1 BF", "C2", "C2 41", "E0 9F BF", "E0 A0", "ED A0 80", "ED BF BF", "EF BF",
        "F0 8F BF BF", "F0 90 80", "F4 90 80 80", "F5 80 80 80", "FE", "FF", "CE BA E1 BD B9 CF 83 EE",
    ])
    func invalidTextIsFoundAtAnyPlace(bytes: String) {
        for place in 0..<70 {
            let before = Array(repeating: UInt8(ascii: "a"), count: place)
            let after = Array("日本語のテキスト日本語のテキスト日本語のテキスト".utf8)
            #expect(!isValid([(before + hex(bytes))[...]]))
            #expect(!isValid([(before + hex(bytes) + [0x41])[...], after[...]]))
            #expect(!isValid([(after + before + hex(bytes) + [0x41] + after)[...]]))
        }
    }

    @Test func aBadByteIsFoundAtThatByte() {
        for (first, second) in [(UInt8(0xED), UInt8(0xA0)), (0xF4, 0x90), (0xE0, 0x9F), (0xC2, 0x41)] {
            var validator = UTF8Validator()
            let isFirstFine = validator.append([first])
            let isSecondFine = validator.append([second])
            #expect(isFirstFine && !isSecondFine)
        }
    }

    @Test func randomBytesAgreeWithTheStandardLibrary() {
        var random = SplitMix64(seed: 3629)
        let scalars: [String] = ["a", "é", "€", "😀", "\u{7FF}", "\u{FFFD}", "\u{10FFFF}", "0123456789abcdef"]
        for _ in 0..<3000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                bytes += Array(scalars[Int.random(in: 0..<scalars.count, using: &random)].utf8)
            }
            // Half of them with one byte changed.
            if !bytes.isEmpty, Bool.random(using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let cut = Int.random(in: 0...bytes.count, using: &random)
            #expect(isValid([bytes[..<cut], bytes[cut...]]) == reference(bytes))
        }
    }
}
