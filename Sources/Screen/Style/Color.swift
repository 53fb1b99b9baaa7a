/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// An entry of the terminal's palette: 0-7 the ANSI colours, 8-15 their bright ones, 16-255 xterm's cube
    /// and greys.
    case palette(UInt8)
    /// Red, green and blue.
    case rgb(UInt8, UInt8, UInt8)

    /// The names of the first eight; `bright-` before one means the second eight.
    static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// A colour as themes write it: `default`, `red`, `bright-red`, a number from 0 to 255, or `#rrggbb`.
    public init?(_ word: String) {
        if word == "default" {
            self = .standard
        } else if let index = Self.names.firstIndex(of: word) {
            self = .palette(UInt8(index))
        } else if word.hasPrefix("bright-"), let index = Self.names.firstIndex(of: String(word.dropFirst(7)))
        {
            self = .palette(UInt8(index + 8))
        } else if word.first == "#", word.utf8.count == 7, let value = UInt32(word.dropFirst(), radix: 16) {
            self = .rgb(
                UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
                UInt8(truncatingIfNeeded: value))
        } else if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = UInt8(word) {
            self = .palette(index)
        } else {
            return nil
        }
    }

    /// The nearest colour a terminal of this depth has; `standard` in monochrome.
    public func reduced(to depth: ColorDepth) -> Color {
        switch (self, depth) {
        case (.standard, _), (_, .direct): self
        case (_, .monochrome): .standard
        case (.palette(let index), .palette): .palette(index)
        case (.palette(let index), .sixteen) where index < 16: .palette(index)
        case (.palette(let index), .eight) where index < 8: .palette(index)
        case (.palette(let index), .eight) where index < 16: .palette(index - 8)
        case (.palette, .sixteen), (.palette, .eight), (.rgb, _): .palette(nearest(in: depth))
        }
    }

    /// The sum of the squared distances in red, green and blue decides; the first of equals wins. The
    /// sixteen differ from terminal to terminal, so the 256 are looked for in the cube and the greys alone.
    private func nearest(in depth: ColorDepth) -> UInt8 {
        let candidates: ClosedRange<UInt8> =
            switch depth {
            case .eight: 0...7
            case .sixteen: 0...15
            case .palette, .direct, .monochrome: 16...255
            }
        let wanted = components
        func distance(_ index: UInt8) -> Int {
            let other = Color.palette(index).components
            let (r, g, b) = (wanted.red - other.red, wanted.green - other.green, wanted.blue - other.blue)
            return r * r + g * g + b * b
        }
        return candidates.min { distance($0) < distance($1) } ?? 7
    }

    /// Red, green and blue from 0 to 255; of the palette what xterm makes of it.
    public var components: (red: Int, green: Int, blue: Int) {
        switch self {
        case .standard: return (229, 229, 229)
        case .rgb(let r, let g, let b): return (Int(r), Int(g), Int(b))
        case .palette(let index):
            let index = Int(index)
            if index < 8 {
                let on = index == 7 ? 229 : 205
                if index == 4 { return (0, 0, 238) }
                return (index & 1 == 0 ? 0 : on, index & 2 == 0 ? 0 : on, index & 4 == 0 ? 0 : on)
            }
            if index == 8 { return (127, 127, 127) }
            if index == 12 { return (92, 92, 255) }
            if index < 16 {
                return (index & 1 == 0 ? 0 : 255, index & 2 == 0 ? 0 : 255, index & 4 == 0 ? 0 : 255)
            }
            if index >= 232 {
                let grey = 8 + (index - 232) * 10
                return (grey, grey, grey)
            }
            func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + step * 40 }
            let cube = index - 16
            return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
    }

    /// Whether a background of this colour wants dark letters: its luma (ITU-R BT.601) is above a half.
    public var isLight: Bool {
        let (r, g, b) = components
        return 299 * r + 587 * g + 114 * b > 127_500
    }
}

/// How many colours a terminal has.
public enum ColorDepth: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// None, or none wanted.
    case monochrome
    /// The ANSI colours.
    case eight
    /// These and their bright ones.
    case sixteen
    /// xterm's 256.
    case palette
    /// 24 bits.
    case direct

    public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.rawValue < b.rawValue }
}
