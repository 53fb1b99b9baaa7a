import Foundation
import Store
import Terminal

/// What the terminal can do.
enum TerminalStep {
    static func look(environment: [String: String]) -> DoctorResult {
        let type = environment["TERM"] ?? ""
        guard !type.isEmpty, type != "dumb" else {
            let what = type.isEmpty ? "TERM isn't set" : "TERM=dumb has no screen"
            return .note(
                "\(what); craftdesk plain and craftdesk tail do without one",
                Diagnosis(what, .here, "the shell's start file", "set TERM, as in TERM=xterm-256color", .done)
            )
        }
        let traits = TerminalTraits(type: type, environment: environment)
        var abilities: [String] = []
        if traits.takesTitles { abilities.append("titles") }
        if traits.reportsFocus { abilities.append("focus") }
        if traits.bracketsPaste { abilities.append("paste") }
        if traits.synchronizesUpdates { abilities.append("whole frames") }
        if traits.takesClipboard { abilities.append("clipboard") }
        if traits.takesLinks { abilities.append("links") }
        if traits.notifications != nil { abilities.append("notifications") }
        let text =
            "\(type)\(Output.size.map { " \($0.columns)x\($0.rows)" } ?? "")"
            + (abilities.isEmpty ? "" : ": " + abilities.joined(separator: ", "))
        guard !TerminalCharacters.areUTF8(environment: environment) else { return .good(text) }
        return .note(
            "\(text); the locale has no UTF-8, so signs are ASCII",
            Diagnosis(
                "the locale has no UTF-8", .here, "the shell's start file", "set LC_CTYPE=C.UTF-8", .done))
    }
}

/// Whether history and marks can be kept.
enum StoreStep {
    static func look(_ loader: ConfigurationLoader, _ paths: Paths) -> DoctorResult {
        guard let configuration = try? loader.load(), let settings = try? ClientSettings(configuration) else {
            return .skipped
        }
        let file = paths.storeFile(configuration, settings)
        guard FileManager.default.fileExists(atPath: file) else {
            return directory(of: file)
        }
        do throws(StoreError) {
            let store = try FeedStore(path: file)
            let unread = try store.unreadCounts().values.reduce(0, +)
            store.close()
            return .good("\(file), \(unread) unread")
        } catch {
            var text = error.description
            if text.hasSuffix(".") { text.removeLast() }
            return .fault(
                Diagnosis(
                    text, .here, file, "let your user read and write it, or name another with store.path",
                    .inputOutput))
        }
    }

    /// Made on the first start: the nearest directory that exists must take it.
    private static func directory(of file: String) -> DoctorResult {
        var directory = (file as NSString).deletingLastPathComponent
        while directory.count > 1, !FileManager.default.fileExists(atPath: directory) {
            directory = (directory as NSString).deletingLastPathComponent
        }
        guard FileManager.default.isWritableFile(atPath: directory) else {
            return .fault(
                Diagnosis(
                    "\(directory) can't be written, so no history is kept", .here, directory,
                    "let your user write there, or set XDG_STATE_HOME or store.path", .inputOutput))
        }
        return .good("\(file) (made on the first start)")
    }
}
