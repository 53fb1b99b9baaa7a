import Testing

@testable import Screen

struct PrintableASCIITests {
    @Test func knowsEveryByte() {
        for byte in UInt8.min...UInt8.max {
            let isPrintable = (0x20...0x7E).contains(byte)
            #expect(PrintableASCII.contains(byte) == isPrintable)
            #expect(PrintableASCII.letter(byte) == (isPrintable ? String(Unicode.Scalar(byte)) : nil))
        }
    }

    @Test(arguments: [
        ("", true), ("Ana moved it", true), ("a\tb", false), ("caf\u{E9}", false), ("\u{7F}", false),
    ])
    func knowsTexts(text: String, isPrintable: Bool) {
        #expect(text.isPrintableASCII == isPrintable)
        #expect(text[...].isPrintableASCII == isPrintable)
        #expect(Substring("\u{E9}" + text).dropFirst().isPrintableASCII == isPrintable)
    }
}
