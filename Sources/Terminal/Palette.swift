/// A colour as three parts of 0...255.
struct RGB: Equatable {
    var red: Int
    var green: Int
    var blue: Int

    init(_ red: Int, _ green: Int, _ blue: Int) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// How far apart two colours look: the "redmean" approximation, close to CIELUV without a root.
    func distance(to other: RGB) -> Int {
        let mean = (red + other.red) / 2
        let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
        return ((512 + mean) * r * r) >> 8 + 4 * g * g + ((767 - mean) * b * b) >> 8
    }
}

/// The colours that terminals number: 16 named ones, xterm's cube of 216 and its 24 greys.
enum Palette {
    /// The named colours as xterm shows them. Themes change them, so they are only used to get from a
    /// colour outside of the palette to one of 16 or 8.
    static let named: [RGB] = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
        RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
        RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]

    private static let steps = [0, 95, 135, 175, 215, 255]

    /// What a number of the 256 stands for.
    static func rgb(of index: UInt8) -> RGB {
        let index = Int(index)
        if index < 16 { return named[index] }
        if index < 232 {
            let place = index - 16
            return RGB(steps[place / 36], steps[place / 6 % 6], steps[place % 6])
        }
        let grey = 8 + 10 * (index - 232)
        return RGB(grey, grey, grey)
    }

    /// The nearest of the cube and the greys. The named ones aren't considered: a theme may have made
    /// anything of them.
    static func nearest256(to color: RGB) -> Int {
        func step(_ value: Int) -> Int { value < 48 ? 0 : value < 115 ? 1 : min((value - 35) / 40, 5) }
        let (r, g, b) = (step(color.red), step(color.green), step(color.blue))
        let cube = RGB(steps[r], steps[g], steps[b])
        let mean = (color.red + color.green + color.blue) / 3
        let level = min(max((mean - 3) / 10, 0), 23)
        let grey = RGB(8 + 10 * level, 8 + 10 * level, 8 + 10 * level)
        return color.distance(to: grey) < color.distance(to: cube) ? 232 + level : 16 + 36 * r + 6 * g + b
    }

    /// The nearest of the named colours, of all 16 or of the first 8.
    static func nearestNamed(to color: RGB, count: Int) -> Int {
        let candidates = named.prefix(count).indices
        return candidates.min { color.distance(to: named[$0]) < color.distance(to: named[$1]) } ?? 0
    }
}
