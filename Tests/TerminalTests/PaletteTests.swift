import Testing

@testable import Terminal

@Suite struct PaletteTests {
    @Test func theCubeAndTheGreysAreTheirOwnNearest() {
        for index in 16...255 {
            let color = Palette.rgb(of: UInt8(index))
            #expect(Palette.rgb(of: UInt8(Palette.nearest256(to: color))) == color, "colour \(index)")
        }
    }

    @Test func noColourOfThePaletteIsNearerThanTheOneChosen() {
        // The nearest by plain search, for colours on a grid: the quick way may differ only where the
        // two are about equally far.
        for red in stride(from: 0, through: 255, by: 17) {
            for green in stride(from: 0, through: 255, by: 17) {
                for blue in stride(from: 0, through: 255, by: 51) {
                    let color = RGB(red, green, blue)
                    let chosen = Palette.rgb(of: UInt8(Palette.nearest256(to: color)))
                    let best = (16...255).map { color.distance(to: Palette.rgb(of: UInt8($0))) }.min() ?? 0
                    #expect(color.distance(to: chosen) <= best + 2500, "\(color)")
                }
            }
        }
    }

    @Test func aNamedColourStaysItself() {
        for (number, color) in Palette.named.enumerated() {
            #expect(Palette.nearestNamed(to: color, count: 16) == number)
        }
    }

    @Test func ofEightColoursOnlyEightAreChosen() {
        #expect(Palette.nearestNamed(to: RGB(255, 80, 80), count: 8) == 1)
        #expect(Palette.nearestNamed(to: RGB(255, 255, 255), count: 8) == 7)
        #expect(Palette.nearestNamed(to: RGB(10, 10, 10), count: 8) == 0)
    }
}
