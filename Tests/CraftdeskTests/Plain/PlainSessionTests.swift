import Feed
import HostileText
import Testing

@testable import App
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

    private func session(_ preferences: Preferences = Preferences(), isUTF8: Bool = true) -> PlainSession {
        var preferences = preferences
        preferences.isUTF8 = isUTF8
        var session = PlainSession(
            project: nil, preferences: preferences, workspaceName: "acme", now: now)
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

    /// What was never there can't be lost.
    @Test func aConnectionThatWasNeverMadeIsNotLost() {
        var session = session()
        func state() -> String { lines(session.enter("state", now: now)).first ?? "" }
        #expect(state() == "Connection: connecting.")
        let said = lines(session.receive(.connectionProblem("127.0.0.1:1 can't be reached."), now: now))
        #expect(said == ["127.0.0.1:1 can't be reached."])
        #expect(state() == "Connection: not made yet, trying again.")
        let offline = Message.connection(.offline(since: now, retryAt: nil))
        let first = lines(session.receive(offline, now: now))
        #expect(first == ["Connection: not made yet, trying again."])
        _ = session.receive(.connection(.live), now: now)
        let second = lines(session.receive(offline, now: now))
        #expect(second == ["Connection: lost, trying again."])
        #expect(state() == "Connection: lost, trying again.")
    }

    /// A transcript: what is typed and what comes, and everything that is said to it.
    @Test func aMorning() {
        var session = session()
        var said: [String] = lines(session.greeting())
        func hear(_ message: Message) { said += lines(session.receive(message, now: now)) }
        func type(_ line: String) {
            said.append("> " + line)
            said += lines(session.enter(line, now: now))
        }
        hear(.connection(.connecting))
        hear(.connection(.live))
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
                "> undo", "Undone: done.",
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
        #expect(lines(session.enter("undo", now: now)) == ["Undone: done."])
        #expect(lines(session.enter("list all", now: now)).count == 1)
    }

    /// Many or few, one line tells of them.
    @Test func anOutageIsOneLine() {
        func back(_ count: Int, minutes: Int64) -> [String] {
            var session = session()
            let outage = Outage(
                from: now.advanced(byMilliseconds: -minutes * 60_000), to: now, isComplete: true,
                recovered: count)
            let missed = (0..<count).map { event("e\($0)", "Ana commented", minutes: 1) }
            return lines(session.receive(.recovered(missed, outage), now: now))
        }
        #expect(back(0, minutes: 2) == ["Back after 2 minutes: nothing was missed."])
        #expect(back(1, minutes: 1) == ["Back after 1 minute: 1 event was missed. list tells them."])
        #expect(back(40, minutes: 3) == ["Back after 3 minutes: 40 events were missed. list tells them."])
    }

    @Test func workForOutsideIsAskedFor() throws {
        var session = session()
        let entry = event("a", "Ana commented")
        #expect(session.receive(.arrived([entry]), now: now).first == .effect(.store([entry], [])))
        let opened = session.enter("1", now: now)
        #expect(opened.contains(.effect(.fetchTask("142"))))
        #expect(
            triage(opened).map(\.action) == [.mark(StateChange(mark: .read, isSet: true, ids: ["a"]))])
        #expect(session.enter("p 2", now: now).first == .effect(.viewProject("4")))
        #expect(session.enter("p 0", now: now).first == .effect(.viewProject(nil)))
        #expect(session.enter("q", now: now) == [.quit])
    }

    private func triage(_ actions: [PlainAction]) -> [(action: TriageAction, step: JournalChange?)] {
        actions.compactMap {
            if case .effect(.triage(let action, let step)) = $0 { (action, step) } else { nil }
        }
    }

    private func request(_ actions: [PlainAction]) throws -> TaskAction {
        try #require(
            actions.lazy.compactMap {
                if case .effect(.act(let action, _)) = $0 { action } else { nil }
            }.first)
    }

    // MARK: The same decisions as the screen's

    @Test func whatIsMutedIsNotSaid() {
        var session = session()
        _ = session.receive(.arrived([event("a", "Ana commented")]), now: now)
        let muted = session.enter("mute 1 task", now: now)
        #expect(lines(muted) == ["Muted task:WEB-142 until you take it back; undo takes it back."])
        #expect(lines(session.receive(.arrived([event("b", "Ana commented again")]), now: now)) == [])
        #expect(lines(session.enter("list", now: now)) == ["Nothing is unread."])
        // What is for me comes through.
        #expect(lines(session.receive(.arrived([event("c", "Ana: @zoe", forMe: true)]), now: now)).count == 1)
        _ = session.enter("mute 1 off", now: now)
        #expect(lines(session.receive(.arrived([event("d", "Ana commented")]), now: now)).count == 1)
    }

    @Test func rulesAndQuietHoursDecideAsOnTheScreen() throws {
        var session = session()
        var policy = DeliveryPolicy()
        policy.rules = [
            Rule(
                name: "no comments", query: try Query("kind:comment"),
                change: try #require(DeliveryChange(words: "no toast")))
        ]
        _ = session.receive(.policy(policy), now: now)
        #expect(lines(session.receive(.arrived([event("a", "Ana commented")]), now: now)) == [])
        // It is there and counted all the same.
        #expect(lines(session.enter("list", now: now)).count == 1)
        policy.rules = []
        policy.doNotDisturb = .forever
        _ = session.receive(.policy(policy), now: now)
        #expect(lines(session.receive(.arrived([event("b", "Bo replied", task: "9")]), now: now)) == [])
    }

    @Test func aStormIsToldOfOnce() {
        var preferences = Preferences()
        preferences.burst = BurstLimit(limit: 2, milliseconds: 10_000)
        var session = session(preferences)
        let storm = (0..<9).map { event("e\($0)", "Ana commented", task: "\($0)") }
        let said = lines(session.receive(.arrived(storm), now: now))
        #expect(said.count == 3)
        #expect(said.last == "More come at once; list tells them.")
        #expect(lines(session.enter("list", now: now)).count == 9)
    }

    @Test func aHookRunsForWhatComes() {
        var preferences = Preferences()
        preferences.runsHook = true
        var session = session(preferences)
        let entry = event("a", "Ana commented", forMe: true)
        let actions = session.receive(.arrived([entry]), now: now)
        #expect(actions.contains { if case .effect(.hook(entry, _)) = $0 { true } else { false } })
        // Lines are letters alone.
        #expect(!actions.contains(.effect(.bell)))
    }

    // MARK: The same journal

    @Test func aReplyIsKeptBeforeItIsSentAndSettledAfterwards() throws {
        var session = session()
        _ = session.receive(.arrived([event("a", "Ana commented")]), now: now)
        let asked = session.enter("reply 1 Thanks", now: now)
        let request = try request(asked)
        #expect(request.change == .comment("Thanks") && request.task == "142")
        #expect(lines(asked) == ["Sending your comment on WEB-142."])
        let answer = session.receive(.acted(ticket: request.ticket, nil), now: now)
        #expect(lines(answer) == ["Your comment on WEB-142 is sent."])
        #expect(
            answer.contains {
                if case .effect(.settled(request, let step)) = $0 { step != nil } else { false }
            })
        #expect(
            lines(session.enter("undo", now: now)) == [
                "Your comment on WEB-142 can't be taken back; undo goes on to what was before."
            ])
    }

    @Test func aRefusedReplyIsKeptAndCanBeSentAgain() throws {
        var session = session()
        _ = session.receive(.arrived([event("a", "Ana commented")]), now: now)
        let first = try request(session.enter("reply 1 Thanks", now: now))
        let refusal = session.receive(.refused(ticket: first.ticket, "nobody may."), now: now)
        #expect(lines(refusal).first?.hasPrefix("Your comment on WEB-142 was not taken: nobody may.") == true)
        #expect(refusal.contains(.effect(.keepDraft(task: "142", "Thanks"))))
        let again = session.enter("reply 1", now: now)
        #expect(try request(again).change == .comment("Thanks"))
        #expect(again.contains(.effect(.keepDraft(task: "142", nil))))
        #expect(lines(session.enter("reply 1", now: now)).first?.contains("no comment to send") == true)
    }

    @Test func aRequestOfAnEarlierRunIsAskedAbout() throws {
        var session = session()
        _ = session.receive(.arrived([event("a", "Ana commented")]), now: now)
        let left = TaskAction(ticket: 1, at: now, task: "142", key: "WEB-142", change: .status("done"))
        #expect(
            lines(session.receive(.left([left]), now: now)).first?.hasPrefix(
                "Not known to be sent: WEB-142 Done")
                == true)
        #expect(session.receive(.connection(.live), now: now).contains(.effect(.checkTask("142"))))
        let page = TaskPage(id: "142", title: "Checkout", status: "open", assignee: nil, comments: [])
        #expect(
            lines(session.receive(.checked(page), now: now)) == [
                "Not sent: WEB-142 Done. Send it now? Say yes or no."
            ])
        #expect(try request(session.enter("yes", now: now)).change == .status("done"))
        #expect(lines(session.enter("no", now: now)) == ["There is no question."])
    }

    @Test func assignmentsAndStatusesAreAskedForToo() throws {
        var session = session()
        _ = session.receive(.arrived([event("a", "Ana commented")]), now: now)
        #expect(try request(session.enter("assign 1", now: now)).change == .assignToMe)
        #expect(try request(session.enter("status 1 done", now: now)).change == .status("done"))
    }

    @Test func marksGoIntoTheJournalWithTheirStep() {
        var session = session()
        _ = session.receive(.arrived([event("a", "Ana commented")]), now: now)
        #expect(triage(session.enter("done 1", now: now)).first?.step?.isUndone == false)
        #expect(lines(session.enter("done 1", now: now)) == ["It is done already."])
        #expect(triage(session.enter("undo", now: now)).first?.step?.isUndone == true)
        #expect(triage(session.enter("redo", now: now)).first?.step?.isUndone == false)
        #expect(lines(session.enter("snooze 1 2h", now: now)).first?.hasPrefix("Snoozed until ") == true)
    }

    @Test func whatWasPutOffSaysWhenItIsBack() {
        var session = session()
        _ = session.receive(.arrived([event("a", "Ana commented")]), now: now)
        _ = session.enter("snooze 1 2h", now: now)
        let later = now.advanced(byMilliseconds: 3 * 3_600_000)
        #expect(
            lines(session.receive(.tick, now: later)) == ["1 snoozed or muted entry is back."])
        #expect(lines(session.enter("list", now: later)).count == 1)
    }

    @Test func oneReasonIsSaidOnceUntilSomethingIsTyped() {
        var session = session()
        #expect(lines(session.receive(.problem("it can't be reached."), now: now)).count == 1)
        #expect(lines(session.receive(.problem("it can't be reached."), now: now)) == [])
        _ = session.enter("state", now: now)
        #expect(lines(session.receive(.problem("it can't be reached."), now: now)).count == 1)
    }

    @Test func whoTypesIsSaidOnce() {
        var session = session()
        let whisper = Whisper(kind: .typing, userID: "5", name: "Ana", taskID: nil)
        #expect(lines(session.receive(.whisper(whisper), now: now)) == ["Ana is typing."])
        #expect(lines(session.receive(.whisper(whisper), now: now)) == [])
    }

    @Test func theFirstStartHoldsAProject() {
        var session = session()
        #expect(session.receive(.showProject("4"), now: now) == [.effect(.viewProject("4"))])
        #expect(lines(session.enter("p", now: now)).contains { $0.contains("held now") })
    }

    @Test(arguments: HostileText.cases)
    func nothingHostileIsPrinted(hostile: HostileText.Case) {
        for isUTF8 in [true, false] {
            var session = session(isUTF8: isUTF8)
            var actions = session.receive(
                .projects([Project(id: hostile.text, key: hostile.text, name: hostile.text)]), now: now)
            actions += session.receive(
                .arrived([event("a", hostile.text, project: hostile.text, excerpt: hostile.text)]), now: now)
            for line in [
                "1", "list", "p", "p \(hostile.text)", hostile.text, "reply 1 \(hostile.text)",
                "mute 1 task", "status 1 \(hostile.text)",
            ] {
                actions += session.enter(line, now: now)
            }
            actions += session.receive(.refused(ticket: 1, hostile.text), now: now)
            actions += session.receive(.problem(hostile.text), now: now)
            actions += session.receive(.connection(.failed(hostile.text)), now: now)
            for line in lines(actions) {
                #expect(HostileText.danger(in: line) == nil)
                #expect(isUTF8 || line.utf8.allSatisfy { $0 < 0x80 })
            }
        }
    }
}
