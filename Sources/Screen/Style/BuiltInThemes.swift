/// The themes that come with the program, as the files of Resources/themes that are built in.
extension Theme {
    static let terminalName = "terminal"

    /// Their names.
    public static let builtInNames = [terminalName, "dark", "light", "monochrome"]

    /// The terminal's own sixteen colours, which fit whatever the user chose there. What other themes don't
    /// name looks as here.
    public static let terminal = read(terminalName, PackageResources.terminal_toml)
    /// For dark backgrounds, in 256 colours or more.
    public static let dark = read("dark", PackageResources.dark_toml)
    /// For light backgrounds, in 256 colours or more.
    public static let light = read("light", PackageResources.light_toml)
    /// Attributes alone.
    public static let monochrome = read("monochrome", PackageResources.monochrome_toml)

    /// One of them by its name.
    public static func builtIn(named name: String) -> Theme? {
        [terminal, dark, light, monochrome].first { $0.name == name }
    }

    /// The theme a terminal can show: in monochrome the one that needs no colour, with few colours the
    /// terminal's own instead of `dark` and `light`, whose shades would all fall on the same one.
    public func fitting(_ depth: ColorDepth) -> Theme {
        switch depth {
        case .monochrome: .monochrome
        case .eight, .sixteen: name == "dark" || name == "light" ? .terminal : self
        case .palette, .direct: self
        }
    }

    /// A test holds that each of them can be read; a theme without entries is plain text all over.
    private static func read(_ name: String, _ bytes: [UInt8]) -> Theme {
        (try? Theme(name: name, text: String(decoding: bytes, as: UTF8.self)))
            ?? Theme(name: name, entries: [:])
    }
}
