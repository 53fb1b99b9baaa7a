/// What an application's pages tell browsers of its WebSocket: the options of Laravel Echo as Vite writes them
/// into a script, `{broadcaster:"reverb",key:"…",wsHost:"…",wsPort:"443",forceTLS:…}`. The key is public.
struct EchoOptions: Equatable, Sendable {
    var key: String
    /// Nil where the script takes the page's own.
    var host: String?
    var port: Int?
    /// Nil where the script doesn't say.
    var isSecure: Bool?

    /// Bytes around the word `broadcaster` that are looked at.
    private static let reach = 600

    init(key: String, host: String?, port: Int?, isSecure: Bool?) {
        self.key = key
        self.host = host
        self.port = port
        self.isSecure = isSecure
    }

    /// The first options in a text; nil where there are none.
    init?(in text: [UInt8]) {
        let word = Array("broadcaster".utf8)
        var start = text.startIndex
        while let found = Self.index(of: word, in: text[start...]) {
            start = found + word.count
            let window = text[max(0, found - Self.reach)..<min(text.count, found + Self.reach)]
            if let options = EchoOptions(window: String(decoding: window, as: UTF8.self)) {
                self = options
                return
            }
        }
        return nil
    }

    private init?(window: String) {
        let kind = Self.literal("broadcaster", in: window)
        guard kind == "reverb" || kind == "pusher", let key = Self.literal("key", in: window), !key.isEmpty,
            key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
        else { return nil }
        let host = Self.literal("wsHost", in: window)
        // Without a host of its own that is Pusher's service, which has none of this application's.
        if kind == "pusher", host == nil { return nil }
        let isSecure = Self.value("forceTLS", in: window).map { value in
            !value.hasPrefix("!1") && !value.hasPrefix("false") && !value.hasPrefix("(\"http\"")
                && !value.hasPrefix("\"http\"")
        }
        let names = isSecure == false ? ["wsPort", "wssPort"] : ["wssPort", "wsPort"]
        self.init(
            key: key, host: host.flatMap { $0.isEmpty ? nil : $0 },
            port: names.lazy.compactMap { Self.number($0, in: window) }.first, isSecure: isSecure)
    }

    /// What follows `name:`, up to 300 letters of it.
    private static func value(_ name: String, in text: String) -> String? {
        var rest = text[...]
        while let range = rest.firstRange(of: name) {
            let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
            rest = rest[range.upperBound...]
            guard !before.isLetter, !before.isNumber, before != "_" else { continue }
            var after = rest.drop { "\"' \n\t".contains($0) }
            guard after.first == ":" else { continue }
            after = after.dropFirst().drop { $0.isWhitespace }
            return String(after.prefix(300))
        }
        return nil
    }

    /// A string in quotes.
    private static func literal(_ name: String, in text: String) -> String? {
        guard let value = value(name, in: text), let quote = value.first, "\"'`".contains(quote),
            let end = value.dropFirst().firstIndex(of: quote)
        else { return nil }
        return String(value[value.index(after: value.startIndex)..<end])
    }

    private static func number(_ name: String, in text: String) -> Int? {
        guard let value = value(name, in: text) else { return nil }
        let digits = value.drop { "\"'`(Number".contains($0) }.prefix { $0.isASCII && $0.isNumber }
        return Int(digits).flatMap { (1...65535).contains($0) ? $0 : nil }
    }

    private static func index(of word: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard let first = word.first, text.count >= word.count else { return nil }
        var index = text.startIndex
        let last = text.endIndex - word.count
        while index <= last {
            if text[index] == first, text[index..<index + word.count].elementsEqual(word) { return index }
            index += 1
        }
        return nil
    }

    /// The WebSocket's address for a page that came from this application.
    func server(of app: ServerAddress) -> ServerAddress? {
        let secure = isSecure ?? app.isSecure
        let port = port ?? (host == nil ? app.port : secure ? 443 : 80)
        let name = host ?? app.host
        let shown = name.contains(":") && !name.hasPrefix("[") ? "[\(name)]" : name
        return ServerAddress("ws\(secure ? "s" : "")://\(shown):\(port)", .webSocket)
    }

    /// The scripts of a page that come from the application itself, in their order, as paths.
    static func scripts(in page: [UInt8], of app: ServerAddress) -> [String] {
        let text = String(decoding: page, as: UTF8.self)
        let origin = app.text(scheme: "http")
        var paths: [String] = []
        for part in text.split(separator: "<").prefix(4000)
        where part.hasPrefix("script") || part.hasPrefix("link") {
            guard let attribute = ["src=\"", "href=\""].lazy.compactMap({ part.firstRange(of: $0) }).first
            else { continue }
            var address = String(part[attribute.upperBound...].prefix { $0 != "\"" })
            if address.hasPrefix(origin + "/") { address.removeFirst(origin.count) }
            guard address.hasPrefix("/"), !address.hasPrefix("//"), address.contains(".js"),
                address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !paths.contains(address)
            else { continue }
            paths.append(address)
        }
        return paths
    }
}
