import Feed
import HostileText
import Screen
import Testing

@testable import App

/// The corpus of hostile strings on every screen, in every part of an event, a task and a person.
@Suite struct HostileScreenTests {
    private func expectCalm(
        _ bench: Bench, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let frame = view(bench.model)
        for line in frame.buffer.lines {
            #expect(HostileText.danger(in: line) == nil, "\(what)", sourceLocation: sourceLocation)
        }
        for link in frame.buffer.links {
            #expect(HostileText.danger(in: link.url) == nil, "\(what)", sourceLocation: sourceLocation)
        }
        #expect(HostileText.danger(in: frame.title) == nil, "\(what)", sourceLocation: sourceLocation)
        for case .copy(let text) in bench.effects {
            #expect(HostileText.danger(in: text) == nil, "\(what)", sourceLocation: sourceLocation)
        }
        for case .notify(let title, let body) in bench.effects {
            #expect(HostileText.danger(in: title + body) == nil, "\(what)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: HostileText.cases) func everyScreen(hostile: HostileText.Case) {
        let text = hostile.text
        for (width, height) in [(40, 8), (80, 24), (160, 48)] {
            var bench = Bench(width: width, height: height)
            bench.send(
                .projects([Project(id: "3", key: text, name: text), Project(id: "4", key: "B", name: text)]))
            bench.send(.focused(false))
            bench.model.preferences.notifiesOutside = true
            bench.send(
                .arrived([
                    Bench.event(
                        "a", task: text, text: text, actor: text, forMe: true, excerpt: text,
                        url: "https://acme.example/\(text)", payload: "{}"),
                    Bench.event("b", task: "", kind: .unknown, text: text, payload: text),
                    Bench.event("c", project: "4", text: text, forMe: true),
                ]))
            bench.send(.whisper(Whisper(kind: .typing, userID: "9", name: text, taskID: text)))
            bench.send(.channel(text, text))
            bench.send(.facts([(text, text)]))
            bench.send(.problem(text))
            expectCalm(bench, "list")
            bench.send(.focused(true))
            bench.send(.arrived([Bench.event("d", project: "4", text: text, forMe: true)]))
            expectCalm(bench, "toast")
            bench.type("j Enter")
            bench.send(
                .task(
                    TaskPage(
                        id: text, key: text, title: text, status: text, assignee: text,
                        comments: [.init(author: text, body: text)])))
            expectCalm(bench, "detail")
            bench.type("y Y W")
            expectCalm(bench, "why")
            bench.type("q S")
            expectCalm(bench, "status menu")
            bench.type("Esc c")
            bench.send(.pasted(text))
            expectCalm(bench, "reply")
            bench.type("Enter")
            bench.send(.refused(ticket: 1, text))
            expectCalm(bench, "refusal")
            for keys in ["q i", "q D", "q C-g", "Esc m", "Esc b", "Esc /"] {
                bench.type(keys)
                expectCalm(bench, keys)
            }
            bench.send(.found(text, []))
            bench.send(.connection(.failed(text)))
            expectCalm(bench, "search")
        }
    }
}
