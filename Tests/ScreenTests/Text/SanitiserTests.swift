import HostileText
import Testing

@testable import Screen

@Suite struct SanitiserTests {
    @Test(arguments: HostileText.cases)
    func nothingOfTheCorpusIsDangerousAfterwards(hostile: HostileText.Case) {
        for clean in [Sanitiser.row(hostile.text), Sanitiser.row(bytes: hostile.bytes)] {
            #expect(HostileText.danger(in: clean) == nil)
            #expect(!clean.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint })
        }
        for row in Sanitiser.rows(hostile.text) { #expect(HostileText.danger(in: row) == nil) }
    }

    @Test(arguments: HostileText.cases)
    func sanitisingTwiceIsSanitisingOnce(hostile: HostileText.Case) {
        let once = Sanitiser.row(hostile.text)
        #expect(Sanitiser.row(once) == once)
    }

    @Test(arguments: HostileText.cases)
    func asciiIsAsciiOfTheSameWidth(hostile: HostileText.Case) {
        let clean = Sanitiser.row(hostile.text)
        let ascii = Sanitiser.ascii(clean)
        #expect(ascii.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(ascii.utf8.count == DisplayWidth.of(clean))
    }

    @Test(arguments: HostileText.cases)
    func aLineOfJSONShowsNothingDangerousAndLosesNothing(hostile: HostileText.Case) {
        let line = Sanitiser.jsonLine(hostile.bytes)
        #expect(HostileText.danger(in: String(decoding: line, as: UTF8.self)) == nil)
        #expect(Sanitiser.jsonLine(line) == line)
    }

    @Test func whatJSONHidesIsEscaped() {
        #expect(
            Sanitiser.jsonLine(Array("\"a\u{9B}\u{202E}\u{E0068}é\"".utf8))
                == Array(#""a\u009b\u202e\udb40\udc68é""#.utf8))
        #expect(Sanitiser.jsonLine(Array("{\n\t\"a\": 1\r\n}".utf8)) == Array("{  \"a\": 1  }".utf8))
    }

    @Test func lineEndsAndTabsAreSingleSpacesInARow() {
        #expect(Sanitiser.row("a\r\nb\tc\n\nd") == "a b c d")
        #expect(Sanitiser.rows("a\r\nb\n\nc") == ["a", "b", "", "c"])
    }

    @Test func whatPeopleWriteStays() {
        for text in [
            "Grüße, naïve café", "日本語", "שלום", "مرحبا", "नमस्ते", "👩\u{200D}💻", "❤\u{FE0F}", "می\u{200C}خواهم",
            "🇩🇪", "e\u{301}", "a \u{5D0}\u{5B0}",
        ] {
            #expect(Array(Sanitiser.row(text).unicodeScalars) == Array(text.unicodeScalars))
        }
    }

    @Test func joinersStayOnlyWhereTheyJoin() {
        #expect(Sanitiser.row("pay\u{200C}pal\u{200D}") == "paypal")
        #expect(Array(Sanitiser.row("👩\u{200D}x").unicodeScalars).count == 2)
        #expect(Array(Sanitiser.row("👩\u{200D}").unicodeScalars).count == 1)
        #expect(Array(Sanitiser.row("1\u{200D}2").unicodeScalars) == ["1", "2"])
        #expect(Sanitiser.row("\u{FE0F}a \u{FE0F}") == "a ")
    }

    @Test func aLetterHasEightMarksAtMost() {
        let tower = "Z" + String(repeating: "\u{301}", count: 100) + "x"
        #expect(Sanitiser.row(tower).unicodeScalars.count == 2 + Sanitiser.maximumMarks)
        #expect(Sanitiser.row("\u{301}\u{301}x") == "x")
    }

    @Test func brokenBytesBecomeReplacementCharacters() {
        #expect(Sanitiser.row(bytes: [0x61, 0x9B, 0x62]) == "a\u{FFFD}b")
        #expect(Sanitiser.row(bytes: [0x61, 0xC2, 0x9B, 0x62]) == "ab")
    }

    @Test func accentsFallOff() {
        #expect(Sanitiser.ascii("Renée Łukasz Åse Nguyễn Ødegård") == "Renee Lukasz Ase Nguyen Odegard")
        #expect(Sanitiser.ascii("e\u{301}") == "e")
        #expect(Sanitiser.ascii("“so” – ‘it’ goes…") == "\"so\" - 'it' goes.")
        #expect(Sanitiser.ascii("日本 ж 👍") == "???? ? ??")
    }

    @Test func everySignOfOursHasAnAsciiOne() {
        for (sign, ascii) in [
            ("●", "*"), ("★", "S"), ("✓", "x"), ("─", "-"), ("│", "|"), ("┼", "+"), ("…", "."), ("▁", "."),
            ("█", "#"), ("→", ">"), ("·", "."), ("▶", ">"), ("○", "o"),
        ] { #expect(Sanitiser.ascii(sign) == ascii) }
    }

    /// A fixed generator: any scalars in any order are harmless afterwards.
    @Test func anyScalarsAreHarmlessAfterwards() {
        var seed: UInt64 = 20_261_124
        func next(_ below: UInt32) -> UInt32 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(truncatingIfNeeded: seed >> 33) % below
        }
        for _ in 0..<2000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int(next(30)) {
                let range: (UInt32, UInt32) = [
                    (0, 0x100), (0x300, 0x70), (0x2000, 0x70), (0xFE00, 0x200), (0, 0x10FFFF),
                ][
                    Int(next(5))]
                if let scalar = Unicode.Scalar(range.0 + next(range.1)) { scalars.append(scalar) }
            }
            let clean = Sanitiser.row(String(scalars))
            #expect(HostileText.danger(in: clean) == nil)
            #expect(Sanitiser.row(clean) == clean)
            #expect(Sanitiser.ascii(clean).utf8.count == DisplayWidth.of(clean))
        }
    }
}
