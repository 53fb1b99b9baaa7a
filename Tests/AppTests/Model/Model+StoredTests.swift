import App
import Feed
import Screen
import Testing

@Suite struct ModelStoredTests {
    private static func event(_ number: Int) -> Feed.Notification { event(number, task: number) }

    private static func event(_ number: Int, task: Int) -> Feed.Notification {
        Feed.Notification(
            id: "e\(number)", kind: .comment, name: "C", channel: "c", project: "3",
            task: TaskReference(id: "\(task)"), text: "text", occurredAt: Timestamp(seconds: Int64(number)),
            receivedAt: Timestamp(seconds: Int64(number)))
    }

    @Test func aModelCountsWhatTheStoreHasAndAsksForMoreNearTheEnd() {
        let now = Timestamp(seconds: 1000)
        var model = Model(width: 80, height: 24, now: now, workspaceName: "acme")
        let newest = (60..<100).reversed().map { (notification: Self.event($0), marks: Marks()) }
        _ = update(&model, .stored(newest, unread: ["3": UnreadCount(entries: 100)]), now: now)
        #expect(model.timeline.unreadTotal == 100)
        #expect(model.timeline.count == 40)
        #expect(!model.isNearEndOfList)
        #expect(model.lastEntryOfList == "e60")
        _ = update(&model, .key(.character("G")), now: now)
        #expect(model.isNearEndOfList)
        let older = (0..<60).reversed().map { (notification: Self.event($0), marks: Marks()) }
        _ = update(&model, .stored(older, unread: nil), now: now)
        #expect(model.timeline.unreadTotal == 100)
        #expect(model.timeline.unloaded.isEmpty)
        let read = StateChange(mark: .read, isSet: true, ids: ["e1"])
        let entry = ForeignMark(
            id: "e1", project: "3", isAddressedToMe: false, wasUnread: true, isUnread: false)
        _ = update(&model, .changedElsewhere([read], [entry]), now: now)
        #expect(model.timeline.unreadTotal == 99)
    }

    /// Long conversations make few rows: their list's end is always near, and still memory stays within its size.
    @Test func fewLongConversationsDontFillMemory() {
        let now = Timestamp(seconds: 100_000)
        var model = Model(width: 160, height: 48, now: now, workspaceName: "acme")
        let page = (0..<200).reversed().map {
            (notification: Self.event($0, task: $0 % 50), marks: Marks())
        }
        _ = update(&model, .stored(page, unread: ["3": UnreadCount(entries: 200)]), now: now)
        #expect(model.isNearEndOfList)
        _ = update(&model, .arrived((200..<20_000).map { Self.event($0, task: $0 % 50) }), now: now)
        #expect(!model.isNearEndOfList)
        #expect(model.timeline.rowCount == 50)
        #expect(model.timeline.count <= Model.backedCapacity * 9 / 8)
        // Who goes to the end gets what is older, and it may leave when the list is at its newest again.
        _ = update(&model, .key(.character("G")), now: now)
        #expect(model.isNearEndOfList)
        let older = (0..<6000).reversed().map {
            (notification: Self.event($0, task: $0 % 50), marks: Marks())
        }
        _ = update(&model, .stored(older, unread: nil), now: now)
        _ = update(&model, .arrived((20_000..<20_100).map { Self.event($0, task: $0 % 50) }), now: now)
        #expect(model.timeline.count > Model.backedCapacity * 9 / 8)
        _ = update(&model, .key(.character("g")), now: now)
        _ = update(&model, .arrived((20_100..<20_200).map { Self.event($0, task: $0 % 50) }), now: now)
        #expect(model.timeline.count <= Model.backedCapacity * 9 / 8)
        #expect(model.timeline.unreadTotal == 20_200)
    }

    /// A conversation of hundreds of thousands isn't brought into memory because the cursor is on a row.
    @Test func aListThatPagesDontMakeLongerIsNotPagedThrough() {
        let now = Timestamp(seconds: 1_000_000)
        var model = Model(width: 80, height: 24, now: now, workspaceName: "acme")
        func page(_ numbers: Range<Int>) -> Message {
            .stored(
                numbers.reversed().map { (notification: Self.event($0, task: $0 % 12), marks: .read) },
                unread: nil)
        }
        _ = update(&model, .stored([], unread: [:]), now: now)
        _ = update(&model, page(189_000..<200_000), now: now)
        _ = update(&model, .key(.character("j")), now: now)
        for _ in 0..<2 {
            var (pages, end) = (0, 189_000)
            while model.isNearEndOfList, pages < 20 {
                _ = update(&model, page(end - 1000..<end), now: now)
                (pages, end) = (pages + 1, end - 1000)
            }
            #expect((1...2).contains(pages))
            _ = update(&model, .key(.character("j")), now: now)
        }
        #expect(model.timeline.count <= 15_000)
    }

    @Test func entriesStayInMemoryWhereTheStoreTakesNothing() {
        let now = Timestamp(seconds: 1000)
        var model = Model(width: 80, height: 24, now: now, workspaceName: "acme")
        _ = update(&model, .stored([], unread: [:]), now: now)
        _ = update(&model, .backed(false), now: now)
        _ = update(&model, .arrived((0..<12_000).map(Self.event)), now: now)
        #expect(model.timeline.count == 12_000)
        _ = update(&model, .backed(true), now: now)
        _ = update(&model, .arrived((12_000..<24_000).map(Self.event)), now: now)
        #expect(model.timeline.count <= Model.backedCapacity * 9 / 8)
        #expect(model.timeline.unreadTotal == 24_000)
    }

    /// What is wrong with the file is read before anything else takes its place; after that a few words stay.
    @Test func aFileThatCannotBeUsedIsOneSentenceAndMemoryGoesOn() {
        var bench = Bench("[a] b")
        bench.send(.connection(.connecting))
        bench.send(.storeProblem("/s.sqlite is locked by another program; end that one."))
        bench.send(.backed(false))
        bench.send(.connection(.live))
        bench.send(.arrived([Bench.event("n")]))
        #expect(bench.screen.contains("/s.sqlite is locked by another program; end that one."))
        bench.type("j")
        #expect(!bench.screen.contains("/s.sqlite"))
        #expect(bench.screen.contains("what comes is in memory alone"))
        bench.type("e z")
        #expect(bench.model.timeline.count == 3 && bench.model.timeline.unreadTotal == 1)
        bench.send(.backed(true))
        bench.send(.notice("the store is written again"))
        bench.type("j")
        #expect(!bench.screen.contains("in memory alone"))
    }

    /// What is opened tells of all its parts, those that only the store has too.
    @Test func anOpenedRowBringsItsConversation() {
        var bench = Bench("[a] b")
        bench.type("Enter Esc")
        #expect(!bench.asked.contains("conversation"))
        bench.send(.backed(true))
        bench.type("Enter")
        let queries = bench.effects.compactMap {
            if case .loadConversation(let query) = $0 { query } else { nil }
        }
        #expect(queries.map(\.expression) == [.term(.task("a"))])
        bench.send(.stored([(Bench.event("older", minutesAgo: 9, task: "a"), .read)], unread: nil))
        #expect(bench.screen.contains("2 events"))
        #expect(bench.model.timeline.row(ofEntry: "older") == bench.model.timeline.row(ofEntry: "a"))
    }

    /// A row of which the store may have more says so until the store has told how much; then it says that.
    @Test func aRowSaysHowManyEventsItHasInTheStoreToo() {
        var bench = Bench("")
        let loaded = (0..<3).map {
            (notification: Bench.event("n\($0)", minutesAgo: $0 + 1, task: "t"), marks: Marks())
        }
        bench.send(.stored(loaded, unread: ["web": UnreadCount(entries: 5)]))
        #expect(bench.screen.contains("+2…"))
        #expect(!bench.screen.contains("3 comments"))
        let questions = bench.model.rowQuestions()
        #expect(questions.count == 1 && bench.model.rowQuestions().isEmpty)
        let answers = questions.map { question in
            var count = RemainderCount(question)
            for number in 1...40 {
                count.add(
                    "o\(number)", place: Int64(number), at: Bench.now.advanced(byMilliseconds: -200_000),
                    kind: .comment, actor: "Zoe", marks: number > 2 ? .read : [], isShown: true)
            }
            return RowAnswer(to: question, count.remainder { _ in nil })
        }
        bench.send(.counted(answers))
        #expect(bench.screen.contains("+42"))
        #expect(!bench.screen.contains("…"))
        #expect(bench.screen.contains("Zoe: 43 comments"))
        bench.send(.arrived([Bench.event("new", task: "t")]))
        #expect(bench.screen.contains("+43"))
        bench.type("Enter")
        #expect(bench.screen.contains("44 events"))
        bench.type("Esc")
        // The part of the row that is in the store alone is marked too.
        bench.send(.stored([], unread: nil, isAll: true))
        #expect(!bench.screen.contains("+43") && bench.screen.contains("+3"))
        #expect(bench.model.rowQuestions().isEmpty)
    }

    /// A store that is there late: memory is what a start on it would have made, and the cursor stays where it was.
    @Test func aStoreThatIsThereLateIsJoined() {
        var bench = Bench("[a] b")
        bench.send(.backed(false))
        bench.send(.storeProblem("/s.sqlite is locked by another program; end that one."))
        bench.type("j s")
        #expect(bench.screen.contains("in memory alone"))
        var journal = Journal(instance: 7)
        journal.record(
            .mark(StateChange(mark: .done, isSet: true, ids: ["old"])), label: "done", at: Bench.now)
        for step in bench.model.journal.entries {
            journal.record(step.action, label: step.label, at: step.at.advanced(byMilliseconds: 1))
        }
        let mute = StandingOrder.mute(Mute(Query(field: "from", value: "zoe")))
        bench.send(
            .opened(
                StoredFeed(
                    entries: [
                        (Bench.event("late"), []), (Bench.event("b"), .starred), (Bench.event("a"), []),
                        (Bench.event("old", minutesAgo: 5), .done),
                    ], unread: ["3": UnreadCount(entries: 30)], isAll: false,
                    policy: DeliveryPolicy(orders: [mute]), journal: journal)))
        #expect(!bench.screen.contains("in memory alone") && !bench.screen.contains("/s.sqlite"))
        #expect(bench.model.timeline.unreadTotal == 30 && bench.model.timeline.count == 4)
        #expect(bench.model.selectedRow?.newest.id == "b")
        #expect(bench.model.selectedRow?.isStarred == true)
        #expect(bench.model.policy.orders == [mute])
        bench.type("z")
        #expect(bench.model.selectedRow?.isStarred == false)
        bench.type("z")
        #expect(bench.model.timeline.entry("old")?.marks == [])
    }
}
