import Feed
import HostileText
import PusherCore
import Testing

@testable import craftdesk

@Suite struct PlainSessionTests {
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    private func event(
        _ id: String, _ text: String, project: String? = "3", minutes: Int64 = 0, mine: Bool = false,
        forMe: Bool = false, excerpt: String? = nil, task: String = "142"
    ) -> Feed.Notification {
        let at = now.advanced(byMilliseconds: -minutes * 60_000)
        return Feed.Notification(
            id: id, kind: EventKind(rawValue: "comment"), name: "CommentCreated",
            channel: "private-workspace.7",
            project: project, task: TaskReference(id: task, key: "WEB-\(task)"), text: text, excerpt: excerpt,
            occurredAt: at, receivedAt: at, addressedToMe: forMe, mine: mine)
    }

    private func session() -> PlainSession {
        var session = PlainSession(project: nil, isUTF8: true)
        _ = session.receive(
            .projects([
                Project(id: "3", key: "WEB", name: "Website"), Project(id: "4", key: "API", name: "Backend"),
            ]),
            now: now)
        return session
    }

    private func lines(_ actions: [PlainAction]) -> [String] {
        actions.compactMap { if case .say(let line) = $0 { line } else { nil } }
    }

    /// A transcript: what is typed and what comes, and everything that is said to it.
    @Test func aMorning() {
        var session = session()
        var said: [String] = lines(session.greeting())
        func hear(_ event: EngineEvent) { said += lines(session.receive(event, now: now)) }
        func type(_ line: String) {
            said.append("> " + line)
            said += lines(session.enter(line, now: now))
        }
        hear(.connection(.connecting))
        hear(.connection(.connected))
        hear(
            .arrived([
                event("a", "Ana commented on \"Checkout\"", minutes: 2, forMe: true, excerpt: "Look,\n@zoe")
            ]))
        hear(
            .arrived([
                event("a", "Ana commented on \"Checkout\""),
                event("b", "Bo replied", project: "4", minutes: 90, task: "9"),
            ]))
        hear(.arrived([event("c", "You did this", mine: true)]))
        type("1")
        type("list")
        type("done 2")
        type("list")
        type("undo")
        type("p api")
        type("p")
        type("9")
        type("state")
        #expect(
            said == [
                "craftdesk, plain mode. help lists the commands.", "Nothing is unread.", "Connection: live.",
                "1. Ana commented on \"Checkout\". WEB-142. For you. 2 minutes ago.",
                "2. Bo replied. WEB-9. 1 hour ago.",
                "> 1", "1. Ana commented on \"Checkout\". WEB-142. For you. 2 minutes ago.", "Look,", "@zoe",
                "> list", "2. Bo replied. WEB-9. 1 hour ago.",
                "> done 2", "Marked done. Nothing is unread.",
                "> list", "Nothing is unread.",
                "> undo", "Undone.",
                "> p api", "Project Backend.",
                "> p", "1. Website, WEB. 0 unread.", "2. Backend, API, held now. 1 unread.",
                "0. All projects.",
                "> 9", "There is no entry 9; list tells the numbers.",
                "> state", "Connection: live.", "1 unread.",
            ])
    }

    @Test func aListHasALineForEachConversation() {
        var session = session()
        _ = session.receive(
            .arrived([
                event("a", "Ana commented on \"Checkout\"", minutes: 5),
                event("b", "Ana commented on \"Checkout\"", minutes: 3, excerpt: "and you?"),
            ]), now: now)
        let list = lines(session.enter("list", now: now))
        #expect(list.count == 1)
        #expect(list.first?.hasPrefix("2. ") == true)
        #expect(list.first?.hasSuffix("WEB-142. 3 minutes ago. 2 events, 2 unread.") == true)
        let opened = session.enter("1", now: now)
        #expect(lines(opened).contains("and you?"))
        #expect(lines(session.enter("list", now: now)) == ["Nothing is unread."])
        #expect(lines(session.enter("done 2", now: now)) == ["Marked done, 2 events. Nothing is unread."])
        #expect(lines(session.enter("list all", now: now)) == ["There is nothing yet."])
        #expect(lines(session.enter("undo", now: now)) == ["Undone."])
        #expect(lines(session.enter("list all", now: now)).count == 1)
    }

    @Test func oneMissedEventIsOne() {
        func back(_ count: Int, minutes: Int64) -> String? {
            var session = session()
            let outage = Outage(
                from: now.advanced(byMilliseconds: -minutes * 60_000), to: now, isComplete: true,
                recovered: count)
            let missed = (0..<count).map { event("e\($0)", "Ana commented", minutes: 1) }
            return lines(session.receive(.recovered(missed, outage), now: now)).last
        }
        #expect(back(0, minutes: 2) == "Back after 2 minutes: nothing was missed.")
        #expect(back(1, minutes: 1) == "Back after 1 minute: 1 event was missed.")
        #expect(back(2, minutes: 3) == "Back after 3 minutes: 2 events were missed.")
    }

    @Test func workForOutsideIsAskedFor() {
        var session = session()
        let entry = event("a", "Ana commented")
        #expect(session.receive(.arrived([entry]), now: now).first == .store([entry], []))
        let opened = session.enter("1", now: now)
        #expect(opened.contains(.fetchTask("142")))
        #expect(opened.contains(.change(StateChange(mark: .read, isSet: true, ids: ["a"]))))
        #expect(
            session.enter("reply 1 Thanks", now: now) == [.comment(ticket: 1, task: "142", body: "Thanks")])
        #expect(
            lines(session.receive(.actionRefused(1, "nobody may.", newer: nil), now: now)) == [
                "Reply 1 is not sent: nobody may."
            ])
        #expect(session.enter("p 2", now: now).first == .viewProject("4"))
        #expect(session.enter("p 0", now: now).first == .viewProject(nil))
        #expect(session.enter("q", now: now) == [.quit])
    }

    @Test(arguments: HostileText.cases)
    func nothingHostileIsPrinted(hostile: HostileText.Case) {
        for isUTF8 in [true, false] {
            var session = PlainSession(project: nil, isUTF8: isUTF8)
            var actions = session.receive(
                .projects([Project(id: hostile.text, key: hostile.text, name: hostile.text)]), now: now)
            actions += session.receive(
                .arrived([event("a", hostile.text, project: hostile.text, excerpt: hostile.text)]), now: now)
            for line in ["1", "list", "p", "p \(hostile.text)", hostile.text, "reply 1 \(hostile.text)"] {
                actions += session.enter(line, now: now)
            }
            actions += session.receive(.actionRefused(1, hostile.text, newer: nil), now: now)
            for line in lines(actions) {
                #expect(HostileText.danger(in: line) == nil)
                #expect(isUTF8 || line.utf8.allSatisfy { $0 < 0x80 })
            }
        }
    }
}
