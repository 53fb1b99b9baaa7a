/// Laravel Echo's rules for the names of events (protocol notes 7.2).
public enum EventName {
    /// The wire name that `listen(argument)` of Echo matches. `namespace` is such as `App.Events`; nil
    /// for none. A first `.` or `\` makes the rest verbatim.
    public static func wire(for argument: String, namespace: String?) -> String {
        if argument.first == "." || argument.first == "\\" { return String(argument.dropFirst()) }
        let full = namespace.map { "\($0).\(argument)" } ?? argument
        return String(full.map { $0 == "." ? "\\" : $0 })
    }

    /// How a wire name is shown: without the namespace where it is in it, else with a dot in front, so
    /// that `wire(for:namespace:)` gives it back. Echo compares plain prefixes; here the separator must
    /// follow, so that `App\EventsOld\X` is not in `App\Events`.
    public static func display(of wireName: String, namespace: String?) -> String {
        guard let namespace else { return "." + wireName }
        let prefix = String(namespace.map { $0 == "." ? "\\" : $0 }) + "\\"
        var rest = wireName[...]
        guard rest.removePrefix(prefix), !rest.isEmpty else { return "." + wireName }
        // A dot in the rest would come back as a separator.
        return rest.utf8.contains(UInt8(ascii: ".")) ? "." + wireName : String(rest)
    }

    /// The wire name of `whisper(name)`: `client-typing` for `typing` (protocol notes 8).
    public static func whisper(_ name: String) -> String {
        name.utf8.starts(with: "client-".utf8) ? name : "client-" + name
    }
}
