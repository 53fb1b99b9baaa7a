internal import CNcurses

/// The character set of the locale, which ncurses and the C library's widths go by.
enum CharacterSet {
    /// Sets it from the environment; true for UTF-8.
    ///
    /// A locale that asks for UTF-8 and isn't installed here (`LC_ALL=de_DE.UTF-8` brought along by ssh)
    /// becomes `C.UTF-8`, which always is: the terminal shows UTF-8 whether the machine has German or not.
    static func adopt(environment: [String: String]) -> Bool {
        let wanted = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        if nc_set_character_set(wanted ?? "C") == 0 {
            let isUTF8 = wanted.map { asksForUTF8($0) } ?? false
            _ = nc_set_character_set(isUTF8 ? "C.UTF-8" : "C")
        }
        return String(cString: nc_character_set()) == "UTF-8"
    }

    /// The part of a locale's name between "." and "@" names the character set.
    static func asksForUTF8(_ locale: String) -> Bool {
        guard let dot = locale.firstIndex(of: ".") else { return false }
        let name = locale[locale.index(after: dot)...].prefix { $0 != "@" }
        return ["utf-8", "utf8"].contains(name.lowercased())
    }
}
