import Testing

@testable import Screen

@Suite struct ColorTests {
    @Test(arguments: [
        ("default", Color.standard), ("red", .palette(1)), ("bright-white", .palette(15)), ("0", .palette(0)),
        ("255", .palette(255)), ("#1b1F27", .rgb(0x1B, 0x1F, 0x27)),
    ])
    func words(word: String, expected: Color) { #expect(Color(word) == expected) }

    @Test(arguments: [
        "", "256", "-1", "#12345", "#12345g", "#1234567", "rot", "bright-default", "+1", "bright-",
    ])
    func whatIsNoColour(word: String) { #expect(Color(word) == nil) }

    @Test func everyColourOfTheCubeIsItself() {
        for index in UInt8(16)...255 {
            let (red, green, blue) = Color.palette(index).components
            let color = Color.rgb(UInt8(red), UInt8(green), UInt8(blue))
            #expect(Color.palette(index).reduced(to: .palette) == .palette(index))
            #expect(color.reduced(to: .palette).asComponents == color.asComponents)
        }
    }

    @Test func fewColoursTakeTheNearest() {
        #expect(Color.rgb(250, 10, 10).reduced(to: .sixteen) == .palette(9))
        #expect(Color.rgb(200, 5, 5).reduced(to: .eight) == .palette(1))
        #expect(Color.palette(9).reduced(to: .eight) == .palette(1))
        #expect(Color.palette(9).reduced(to: .sixteen) == .palette(9))
        #expect(Color.palette(196).reduced(to: .eight) == .palette(1))
        #expect(Color.palette(3).reduced(to: .direct) == .palette(3))
    }

    @Test func noColourIsTheTerminalsOwn() {
        for color in [Color.standard, .palette(3), .rgb(1, 2, 3)] {
            #expect(color.reduced(to: .monochrome) == .standard)
        }
        for depth in ColorDepth.allCases { #expect(Color.standard.reduced(to: depth) == .standard) }
    }

    @Test func aReducedColourIsOneTheTerminalHas() {
        for depth in [ColorDepth.eight, .sixteen, .palette] {
            let most: UInt8 = depth == .eight ? 7 : depth == .sixteen ? 15 : 255
            for red in stride(from: UInt8(0), through: 240, by: 48) {
                for blue in stride(from: UInt8(0), through: 240, by: 48) {
                    guard case .palette(let index) = Color.rgb(red, 100, blue).reduced(to: depth) else {
                        Issue.record("not of the palette")
                        continue
                    }
                    #expect(index <= most)
                }
            }
        }
    }

    @Test func lightAndDark() {
        #expect(
            Color.rgb(255, 255, 255).isLight && Color.palette(15).isLight && Color.rgb(253, 246, 227).isLight)
        #expect(!Color.rgb(0, 0, 0).isLight && !Color.palette(0).isLight && !Color.rgb(40, 44, 52).isLight)
    }
}

extension Color {
    fileprivate var asComponents: [Int] { [components.red, components.green, components.blue] }
}
