import Feed
import Screen
import Testing

@testable import App

/// What each command does: the list before, the keys, the list after, and what was asked of the outside. A
/// command of the table without a case here fails.
@Suite struct CommandCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var command: Command
        var before: String
        var keys: String
        var after: String
        var asked = ""
        /// A part of the status line.
        var status: String?
        /// Whether a toast about another project's `t` is there before the keys.
        var hasToast: Bool
        /// Parts of the screen that are there afterwards, and that aren't.
        var shows: String?
        var hides: String?

        /// Whether anything tells the case from one whose keys do nothing.
        var saysSomething: Bool {
            after != before || !asked.isEmpty || status != nil || shows != nil || hides != nil
        }

        init(
            _ command: Command, _ before: String, _ keys: String, _ after: String, asked: String = "",
            status: String? = nil, hasToast: Bool = false, shows: String? = nil, hides: String? = nil
        ) {
            self.command = command
            self.before = before
            self.keys = keys
            self.after = after
            self.asked = asked
            self.status = status
            self.hasToast = hasToast
            self.shows = shows
            self.hides = hides
        }

        var testDescription: String { "\(command.rawValue): \(before) -> \(keys)" }
    }

    static let cases: [Case] = [
        Case(.down, "[a] b c d", "j", "a [b] c d"),
        Case(.down, "[a] b c d", "Down Down", "a b [c] d"),
        Case(.down, "[a] b c d", "3 j", "a b c [d]"),
        Case(.down, "a b c", "j", "a [b] c"),
        Case(.up, "a b [c] d", "k", "a [b] c d"),
        Case(.up, "a b c [d]", "2 k", "a [b] c d"),
        Case(.top, "a b [c]", "g", "a b c"),
        Case(.bottom, "[a] b c", "G", "a b [c]"),
        Case(.bottom, "[a] b c", "2 G", "a [b] c"),
        Case(.pageDown, "[a] b c", "PgDn", "a b [c]"),
        Case(.pageUp, "a b [c]", "PgUp", "[a] b c"),
        Case(.halfPageDown, "[a] b c", "C-d", "a b [c]"),
        Case(.halfPageUp, "a b [c]", "C-u", "[a] b c"),
        Case(
            .open, "[a*] b", "Enter", "[a] b detail(a)", asked: "do fetch(a) viewing(a)"),
        Case(.open, "[a] b", "C-j", "[a] b detail(a)", asked: "fetch(a) viewing(a)"),
        Case(.back, "[a] b", "Enter Esc", "[a] b", asked: "fetch(a) viewing(a) viewing(none)"),
        Case(.back, "[a] b c", "x x Esc", "a b [c]"),
        Case(.nextUnread, "[a] b c* d*", "n", "a b [c*] d*"),
        Case(.nextUnread, "[a] b* c d*", "2 n", "a b* c [d*]"),
        Case(.nextUnread, "a b [c]", "n", "a b [c]", status: "no unread below"),
        Case(.nextUnread, "a b [c]", "n n", "a b [c]", status: "nothing is unread in another project"),
        Case(.previousUnread, "a* b [c]", "N", "[a*] b c"),
        Case(.previousUnread, "[a] b", "N", "[a] b", status: "no unread above"),
        Case(.goToToast, "[a] b", "t", "[t*]", asked: "project(4)", hasToast: true),
        Case(.goToToast, "[a] b", "t", "[a] b", status: "there is no toast"),
        Case(.toggleRead, "[a*] b*", "r", "[a] b*", asked: "do"),
        Case(.toggleRead, "[a] b", "r", "[a*] b", asked: "do"),
        Case(.toggleRead, "[a*] b* c*", "2 r", "[a] b c*", asked: "do", status: "2 rows read"),
        Case(.markUnread, "[a] b", "u", "[a*] b", asked: "do"),
        Case(.markAllRead, "[a*] b*", "R", "[a*] b* confirm"),
        Case(.markAllRead, "[a*] b*", "R n", "[a*] b*", status: "nothing was changed"),
        Case(.markAllRead, "[a*] b*", "R y", "[a] b", asked: "do", status: "2 read"),
        Case(.markAllRead, "[a] b", "R", "[a] b", status: "nothing is unread here"),
        Case(.done, "a [b*] c", "e", "a [c]", asked: "do"),
        Case(.done, "a b [c]", "e", "a [b]", asked: "do"),
        Case(.done, "[a] b c d", "3 e", "[d]", asked: "do", status: "3 rows done"),
        Case(.done, "[a] b c d", "x j x e", "b [d]", asked: "do"),
        Case(.star, "[a] b", "s", "[as] b", asked: "do"),
        Case(.star, "[as] b", "*", "[a] b", asked: "do"),
        Case(.snooze, "[a] b", "b", "[a] b menu"),
        Case(.snooze, "[a*] b", "b 1", "[b]", asked: "do", status: "snoozed until"),
        Case(.snooze, "[a*] b", "b Down Enter", "[b]", asked: "do"),
        Case(.snooze, "[a] b", "b Esc", "[a] b"),
        Case(.mute, "[a] b", "m", "[a] b menu"),
        Case(.mute, "[a] b", "m t", "[b]", asked: "do", status: "muted task:WEB-a"),
        Case(.unsubscribe, "[a] b", "U", "[b]", asked: "do", status: "left task:WEB-a"),
        Case(.select, "[a] b c", "x", "a+ [b] c", status: "1 selected"),
        Case(.select, "[a] b c", "Space Space", "a+ b+ [c]"),
        Case(.select, "[a] b c d", "3 x", "a+ b+ c+ [d]"),
        Case(.select, "[a] b c", "x k x", "a [b] c"),
        Case(.range, "[a] b c d", "v j j e", "[d]", asked: "do"),
        Case(.range, "[a] b c d", "v j x", "a+ b+ [c] d"),
        Case(.range, "[a] b c", "v j v e", "a [c]", asked: "do"),
        Case(.undo, "[a] b", "e z", "[a] b", asked: "do undo", status: "undone: done"),
        Case(.undo, "a [b] c", "b 1 z", "a [b] c", asked: "do undo", status: "undone: snoozed"),
        Case(.undo, "a b [c]", "b 1 z", "a b [c]", asked: "do undo"),
        Case(.undo, "[a] b", "z", "[a] b", status: "there is nothing to undo"),
        Case(.undo, "[a] b c", "s e 2 z", "[a] b c", asked: "do do undo undo"),
        Case(.redo, "[a] b", "e z Z", "[b]", asked: "do undo do"),
        Case(.redo, "[a] b", "Z", "[a] b", status: "there is nothing to redo"),
        Case(.nextTab, "[as] b", "l l", "as"),
        Case(.nextTab, "[as] b", "] Right", "as"),
        Case(.nextTab, "[a] bd", "3 l", "a bd"),
        Case(.previousTab, "[a] bd", "h", "a bd"),
        Case(.tab, "[as] b", ": t a b Space s t a Enter", "as", asked: "history(command)"),
        Case(.project, "[a] b", "2", "[a] b"),
        Case(.project, "[a] b", "2 ?", "help", asked: "project(4)"),
        Case(
            .project, "[a] b", ": p r o j e c t Space a p i Enter", "", asked: "history(command) project(4)"),
        Case(.project, "[a] b", "9 ?", "[a] b help", status: "there is no project 9"),
        Case(.allProjects, "[a] b", "0", "a b", asked: "project(all)"),
        Case(.nextProject, "[a] b", "J", "", asked: "project(4)"),
        Case(.previousProject, "[a] b", "K", "a b", asked: "project(all)"),
        Case(.switcher, "[a] b", "C-g", "[a] b switcher"),
        Case(.switcher, "[a] b", "C-g a p i Enter", "", asked: "project(4)"),
        Case(.switcher, "a [b]", "C-g w e b - a Enter", "[a] b detail(a)", asked: "fetch(a) viewing(a)"),
        Case(.switcher, "[a] b", "C-g a n a Enter", "a b", status: nil),
        Case(.switcher, "[a] b", "C-g C-c", "[a] b"),
        Case(.filter, "[a] b", "\\", "[a] b prompt(filter: )"),
        Case(.filter, "[a] b c*", "\\ i s : u n r e a d Enter", "c*", asked: "history(filter)"),
        Case(.filter, "[a] b c*", "\\ i s : u n r e a d Enter Esc", "a b c*", asked: "history(filter)"),
        Case(.filter, "[a] b", "\\ i s : x Enter", "[a] b prompt(filter: is:x)", status: "is: has no"),
        Case(.search, "[a] b", "/", "[a] b search"),
        Case(
            .search, "a [b]", "/ w e b - a Enter", "[a] b search detail(a)",
            asked: "history(search) fetch(a) viewing(a)"),
        Case(.command, "[a] b", ":", "[a] b prompt(:)"),
        Case(.command, "[a] b", ": Esc", "[a] b"),
        Case(.command, "[a] b", ": d o n e Enter", "[b]", asked: "history(command) do"),
        Case(.command, "[a] b", ": d o n Tab Enter", "[b]", asked: "history(command) do"),
        Case(.command, "[a] b", ": q Enter", "[a] b", asked: "history(command) quit"),
        Case(.command, "[a] b", ": 2 Enter", "a [b]", asked: "history(command)"),
        Case(
            .command, "[a] b", ": f o o Enter", "[a] b", asked: "history(command)",
            status: "there is no command foo"),
        Case(
            .rule, "[a] b", ": r u l e Enter", "[a] b", asked: "history(command)", status: "a rule is a query"
        ),
        Case(
            .rule, "[a] b", ": r u l e Space f r o m : a n a Space - > Space h i d e Enter", "[a] b",
            asked: "history(command) do", status: "rule from:ana: no show"),
        Case(.reply, "[a] b", "c", "[a] b prompt(WEB-a: )"),
        Case(
            .reply, "[a] b", "c o k Enter", "[a] b",
            asked: "typing(a) draft(a:o) typing(a) draft(a:) act(a)", status: "sending your comment on WEB-a"),
        Case(
            .reply, "[a] b", "c o k Esc", "[a] b", asked: "typing(a) draft(a:o) typing(a) draft(a:ok)",
            status: "is kept"),
        Case(.reply, "[a] b", "c o C-o", "[a] b prompt(WEB-a: o)", asked: "typing(a) draft(a:o) edit"),
        Case(.assignToMe, "[a] b", "a", "[a] b", asked: "act(a)", status: "WEB-a is yours"),
        Case(.changeStatus, "[a] b", "S", "[a] b menu"),
        Case(.changeStatus, "[a] b", "S 4", "[a] b", asked: "act(a)", status: "WEB-a: Done"),
        Case(.browser, "[a] b", "o", "[a] b", asked: "browse(https://acme.example/tasks/a)"),
        Case(.copyKey, "[a] b", "y", "[a] b", asked: "copy(WEB-a)", status: "copied WEB-a"),
        Case(.copyAddress, "[a] b", "Y", "[a] b", asked: "copy(https://acme.example/tasks/a)"),
        Case(.why, "[a] b", "W", "[a] b why"),
        Case(.preview, "[a] b", "p", "[a] b", asked: "watch(a)"),
        Case(.previewPosition, "[a] b", "P", "[a] b", asked: "watch(a)", status: "on the right"),
        Case(.preview, "[a] b", "p p", "[a] b", asked: "watch(a) watch()", hides: "status"),
        Case(.watch, "[a] b", "w", "[a] b", shows: " Website  ", hides: "CraftDesk"),
        Case(.watch, "[a] b", "w w", "[a] b", shows: "CraftDesk"),
        Case(.clearToasts, "[a] b", "T", "[a] b", hasToast: true, hides: "Task t"),
        Case(.clearToasts, "[a] b", "j", "a [b]", hasToast: true, shows: "Task t"),
        Case(.doNotDisturb, "[a] b", "Q", "[a] b menu"),
        Case(.doNotDisturb, "[a] b", "Q 1", "[a] b", asked: "do", status: "nothing passes; z takes it back"),
        Case(.doNotDisturb, "[a] b", "Q 0 Q", "[a] b", asked: "do do", status: "do not disturb is off"),
        Case(.doNotDisturb, "[a] b", "Q 0 z", "[a] b", asked: "do undo", status: "undone: do not disturb"),
        Case(.delivery, "[a] b", "D", "[a] b delivery"),
        Case(
            .delivery, "[a] b", "D l x", "[a] b delivery", asked: "do", status: "rule kind:comment: no toast"),
        Case(.delivery, "[a] b", "D l x u", "[a] b delivery", asked: "do do", status: "is gone"),
        Case(.connection, "[a] b", "i", "[a] b connection", asked: "facts"),
        Case(.connection, "[a] b", "i i", "[a] b", asked: "facts"),
        Case(.login, "[a] b", "L", "[a] b", asked: "login"),
        Case(.retry, "[a] b", "C-r", "[a] b", asked: "retry"),
        Case(.help, "[a] b", "?", "[a] b help"),
        Case(.help, "[a] b", "? q", "[a] b"),
        Case(.redraw, "[a] b", "C-l", "[a] b", asked: "redraw"),
        Case(.suspend, "[a] b", "C-z", "[a] b", asked: "suspend"),
        Case(.quit, "[a] b", "q", "[a] b", asked: "quit"),
        Case(.quit, "[a] b", "C-c", "[a] b", asked: "interrupt"),
        Case(.quit, "[a] b", "Enter q q", "[a] b", asked: "fetch(a) viewing(a) viewing(none) quit"),
    ]

    @Test(arguments: cases) func does(_ item: Case) {
        var bench = Bench(item.before)
        if item.hasToast { bench.send(.arrived([Bench.event("t", project: "4")])) }
        bench.forget()
        bench.type(item.keys)
        #expect(bench.list == item.after)
        #expect(bench.asked == item.asked)
        if let status = item.status {
            #expect(bench.model.status?.contains(status) == true, "\(bench.model.status ?? "nil")")
        }
        if let part = item.shows { #expect(bench.screen.contains(part)) }
        if let part = item.hides { #expect(!bench.screen.contains(part)) }
    }

    /// One that would fail if the command did nothing.
    @Test func everyCommandHasACase() {
        let covered = Set(Self.cases.filter(\.saysSomething).map(\.command))
        #expect(Command.allCases.filter { !covered.contains($0) }.map(\.rawValue) == [])
    }
}
