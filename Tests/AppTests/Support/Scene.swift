import Feed
import Screen

@testable import App

/// The screens that are looked at: each a program in a state that somebody has really seen.
enum Scene: String, CaseIterable, Sendable {
    case inbox, marked, range, scrolled, preview
    case watch
    case watchScrolled = "watch-scrolled"
    case detail
    case detailOfQuota = "detail-quota"
    case detailOfOutage = "detail-outage"
    case switcher
    case switcherTyped = "switcher-typed"
    case help
    case commandLine = "command-line"
    case filter, filtered, search, connection, delivery, snooze, mute
    case changeStatus = "change-status"
    case reply, why, confirm, toasts
    case toastsOverDetail = "toasts-over-detail"
    case empty
    case allDone = "all-done"
    case offline
    case needsLogin = "needs-login"
    case progress
    case error
    case assistant
    case assistantSignIn = "assistant-sign-in"
    case assistantWorkspace = "assistant-workspace"

    /// The screen in this size.
    func frame(width: Int, height: Int, isUTF8: Bool = true) -> Frame {
        if let assistant = assistant(width, height, isUTF8) { return view(assistant) }
        return view(bench(width, height, isUTF8).model)
    }

    private func bench(_ width: Int, _ height: Int, _ isUTF8: Bool) -> Bench {
        switch self {
        case .empty, .offline, .needsLogin: return withoutEntries(width, height, isUTF8)
        default: break
        }
        var bench = Self.busy(width, height, isUTF8)
        switch self {
        case .marked: bench.type("x x j x k")
        case .range: bench.type("j v j j")
        case .scrolled:
            bench.type("4 j")
            bench.send(
                .arrived([Bench.event("n1", task: "31", text: "Bo commented on \"Login\"", actor: "Bo")]))
            bench.wait(7000)
        case .preview: bench.type("j p")
        case .watch: bench.type("w")
        case .watchScrolled:
            bench.type("w k k k")
            bench.send(
                .arrived([Bench.event("n1", task: "31", text: "Bo commented on \"Login\"", actor: "Bo")]))
            bench.wait(7000)
        case .detail, .toastsOverDetail:
            bench.type("Enter")
            bench.send(.task(Self.task))
            if self == .toastsOverDetail { Self.toast(&bench) }
        case .detailOfQuota: Self.open("quota", &bench)
        case .detailOfOutage: Self.open("outage", &bench)
        case .switcher: bench.type("C-g")
        case .switcherTyped:
            bench.type("C-g")
            bench.write("an")
        case .help: bench.type("?")
        case .commandLine:
            bench.type(":")
            bench.write("snooze t")
        case .filter:
            bench.type("\\")
            bench.write("kind:comment from:ana is:unred")
        case .filtered:
            bench.type("\\")
            bench.write("from:ana")
            bench.type("Enter")
        case .search:
            bench.type("/")
            bench.write("checkout")
        case .connection:
            for time in [21, 24, 22, 90, 30, 26, 25, 23, 140, 60, 24, 22] {
                bench.send(.roundTrip(milliseconds: time), after: 1000)
            }
            for channel in ["private-workspace.7", "private-project.3", "presence-project.3"] {
                bench.send(.channel(channel, "subscribed"))
            }
            bench.type("i")
            bench.send(.facts([("messages received", "1284"), ("bytes received", "734 kB")]))
        case .delivery: bench.type("D j l x")
        case .snooze: bench.type("b")
        case .mute: bench.type("m")
        case .changeStatus: bench.type("S")
        case .reply:
            bench.type("c")
            bench.write("Looks good to me, @ana; ship it after the cache is warm.")
        case .why: bench.type("W")
        case .confirm: bench.type("R")
        case .toasts: Self.toast(&bench)
        case .allDone:
            bench.type("9 e")
        case .progress:
            bench.send(.progress("Catching up", 0.4))
            bench.wait(600)
        case .error:
            bench.send(.refused(ticket: 1, ""))
            bench.send(.problem("WEB-142 is not Done: only its assignee may close it"))
        case .inbox, .empty, .offline, .needsLogin, .assistant, .assistantSignIn, .assistantWorkspace: break
        }
        return bench
    }

    private func withoutEntries(_ width: Int, _ height: Int, _ isUTF8: Bool) -> Bench {
        var preferences = Preferences()
        preferences.isUTF8 = isUTF8
        var bench = Bench(width: width, height: height, preferences: preferences)
        switch self {
        case .offline:
            bench.send(
                .connection(.offline(since: Bench.now, retryAt: Bench.now.advanced(byMilliseconds: 8000))),
                after: 1000)
        case .needsLogin:
            bench.send(
                .connection(.failed("The application no longer accepts the token; log in again with L.")))
        default: break
        }
        return bench
    }

    private func assistant(_ width: Int, _ height: Int, _ isUTF8: Bool) -> Assistant? {
        guard [.assistant, .assistantSignIn, .assistantWorkspace].contains(self) else { return nil }
        var assistant = Assistant(width: width, height: height, isUTF8: isUTF8)
        func answer(_ texts: [String]) {
            for text in texts {
                for character in text { _ = assistant.update(.key(.character(character))) }
                _ = assistant.update(.key(.enter))
            }
        }
        guard self != .assistant else {
            answer(["acme.exampl"])
            _ = assistant.update(
                .refused(
                    "acme.exampl can't be reached (there is no such host); check the address.", field: nil))
            return assistant
        }
        answer(["acme.example"])
        _ = assistant.update(
            .found(
                .init(app: "https://acme.example", server: "wss://ws.acme.example", key: "k"), isWhole: true))
        guard self == .assistantWorkspace else {
            answer(["zoe@acme.example", "secret"])
            _ = assistant.update(.refused("The provided credentials are incorrect.", field: "password"))
            return assistant
        }
        answer(["zoe@acme.example", "secret"])
        _ = assistant.update(
            .signedIn(
                "Zoe Keller",
                [
                    .init(id: "7", name: "Acme"), .init(id: "9", name: "Größenwahn GmbH"),
                    .init(id: "12", name: "佐藤商店"),
                ]))
        _ = assistant.update(.key(.down))
        return assistant
    }

    // MARK: The busy list

    /// A morning in the project Website: every kind of row there is.
    private static func busy(_ width: Int, _ height: Int, _ isUTF8: Bool) -> Bench {
        var preferences = Preferences()
        preferences.isUTF8 = isUTF8
        preferences.profiles = ["work"]
        var bench = Bench(width: width, height: height, preferences: preferences)
        bench.send(.loaded(entries))
        bench.send(
            .people(
                .list([
                    .init(id: "5", name: "Ana"), .init(id: "6", name: "Bo"), .init(id: "9", name: "佐藤 花子"),
                ])))
        bench.send(
            .whisper(Whisper(kind: .cursor(field: "description"), userID: "6", name: "Bo", taskID: "151")))
        return bench
    }

    private static var entries: [(notification: Feed.Notification, marks: Marks)] {
        func entry(
            _ id: String, _ minutes: Int, _ text: String, task: String, kind: EventKind = .comment,
            project: String? = "3", actor: String = "Ana", forMe: Bool = false, excerpt: String? = nil,
            payload: String = "", marks: Marks = []
        ) -> (notification: Feed.Notification, marks: Marks) {
            (
                Bench.event(
                    id, minutesAgo: minutes, task: task, project: project, kind: kind, text: text,
                    actor: actor,
                    forMe: forMe, excerpt: excerpt, payload: payload), marks
            )
        }
        let start = Bench.now.advanced(byMilliseconds: -75 * 60_000)
        let outage = Outage(
            from: start, to: start.advanced(byMilliseconds: 25 * 60_000), isComplete: false, recovered: 6,
            parts: [
                .init(
                    project: "3", from: start, to: start.advanced(byMilliseconds: 25 * 60_000), recovered: 6,
                    isComplete: false)
            ])
        return [
            entry(
                "b9", 2900, "Kim moved Old banner: Open > Done", task: "90", kind: .status, actor: "Kim",
                marks: .read),
            entry(
                "b8", 1500, "Renée replied on \"Café page: opening hours\"", task: "152", kind: .reply,
                actor: "Renée", marks: .read),
            entry(
                "quota", 900, "Quota: Storage at 92% (92 of 100 GB)", task: "", kind: .quota, project: nil,
                payload: #"{"resource":"storage","used":92,"limit":100,"resets_at":"2023-11-20T00:00:00Z"}"#,
                marks: .read),
            entry(
                "b6", 300, "佐藤 花子 assigned Omar Haddad: Checkout fails on iOS", task: "140",
                kind: .assignment, actor: "佐藤 花子", marks: [.read, .starred]),
            (Feed.Notification(outage, secondsFromUTC: 0), .read),
            entry(
                "a5", 44, "Bo commented on \"Cookie banner covers the form\"", task: "151", actor: "Bo",
                excerpt: "It is the z-index again."),
            entry(
                "a4", 40, "Bo commented on \"Cookie banner covers the form\"", task: "151", actor: "Bo",
                excerpt: "Fixed on staging."),
            entry("o1", 30, "Kim commented on \"Rotate the keys\"", task: "7", project: "5", actor: "Kim"),
            entry(
                "p1", 22, "Omar assigned you: Document the webhooks", task: "77", kind: .assignment,
                project: "4", actor: "Omar", forMe: true),
            entry(
                "a3", 12, "Omar moved Search index: In progress > In review", task: "133", kind: .status,
                actor: "Omar"),
            entry(
                "a2", 5, "Ana replied to you on \"Checkout fails on iOS\"", task: "142", kind: .reply,
                forMe: true, excerpt: "Zoe, can you look at the logs of Tuesday?"),
            entry(
                "a1", 2, "Ana commented on \"Checkout fails on iOS\"", task: "142",
                excerpt: "It happens with Safari 17 only: the cookie is dropped on the redirect."),
        ]
    }

    private static var task: TaskPage {
        TaskPage(
            id: "142", key: "WEB-142", title: "Checkout fails on iOS", status: "in_review",
            assignee: "Zoe Keller",
            comments: [
                .init(author: "Zoe Keller", body: "I can't reproduce it here."),
                .init(author: "Ana", body: "Zoe, can you look at the logs of Tuesday?"),
                .init(
                    author: "Ana",
                    body: "It happens with Safari 17 only: the cookie is dropped on the redirect."),
            ])
    }

    private static func open(_ id: String, _ bench: inout Bench) {
        let index =
            bench.model.timeline.row(ofEntry: id).flatMap { bench.model.timeline.index(ofRow: $0) }
            ?? (0..<bench.model.timeline.rowCount).first {
                bench.model.timeline.row(at: $0)?.newest.kind == .outage
            }
        bench.model.select(index ?? 0)
        bench.type("Enter")
    }

    private static func toast(_ bench: inout Bench) {
        bench.send(
            .arrived([
                Bench.event(
                    "t1", task: "8", project: "5", text: "Kim commented on \"Disk is full\"", actor: "Kim"),
                Bench.event(
                    "t2", task: "78", project: "4",
                    text: "Omar assigned you: Write the changelog of 2.4 and tell everybody", actor: "Omar",
                    forMe: true),
                Bench.event(
                    "t3", task: "9", project: "5", kind: .status, text: "佐藤 花子 moved Backups: Open > Done",
                    actor: "佐藤 花子"),
            ]))
    }
}
