import SeededRandom

/// One thing somebody does.
enum Step: Equatable {
    case comment(author: Int, task: Int, text: Int, isReply: Bool)
    case assign(actor: Int, assignee: Int, task: Int)
    case status(actor: Int, task: Int, to: String)
    case typing(user: Int, task: Int)
    case join(user: Int, project: Int)
    case leave(user: Int, project: Int)
    case memberAdded(actor: Int, member: Int, project: Int?)
    case memberRemoved(actor: Int, member: Int, project: Int?)
    case quota(percent: Int)
    case subscription(plan: String)
    case notification
    case unknown(task: Int)
}

/// Makes steps of a scenario: pure, and the same for the same seed. Indexes point into the scenario's lists;
/// tasks are counted through all projects.
struct ScenarioPlayer {
    private let scenario: Scenario
    private var random: SplitMix64
    private var phase = 0
    private var elapsed = 0.0
    /// Whether something happened that everybody sees in the feed.
    private var hasBeenSeen = false

    init(_ scenario: Scenario, seed: UInt64) {
        self.scenario = scenario
        random = SplitMix64(seed: seed)
    }

    /// The next step and the seconds before it; until there is something to see they are less than a third of
    /// one, so that whoever starts a demo need not wait.
    mutating func next() -> (after: Double, step: Step) {
        let current = scenario.phases[phase % scenario.phases.count]
        var delay = current.every * Double.random(in: 0.3...1.7, using: &random)
        if !hasBeenSeen { delay = min(delay, 0.3) }
        elapsed += delay
        if elapsed >= current.seconds {
            elapsed = 0
            phase += 1
        }
        let step = step()
        switch step {
        // A status may be what it was already.
        case .typing, .join, .leave, .status: break
        default: hasBeenSeen = true
        }
        return (delay, step)
    }

    mutating func step() -> Step {
        let total = scenario.weights.reduce(0) { $0 + $1.weight }
        var pick = Int.random(in: 0..<max(1, total), using: &random)
        var action = Scenario.Action.comment
        for (candidate, weight) in scenario.weights {
            pick -= weight
            if pick < 0 {
                action = candidate
                break
            }
        }
        let other = Int.random(in: 1..<scenario.cast.count, using: &random)
        let anyone = Int.random(in: 0..<scenario.cast.count, using: &random)
        let taskCount = scenario.projects.reduce(0) { $0 + $1.tasks.count }
        let task = Int.random(in: 0..<taskCount, using: &random)
        let project = Int.random(in: 0..<scenario.projects.count, using: &random)
        let place = Int.random(in: 0..<3, using: &random) == 0 ? nil : project
        switch action {
        case .comment, .reply:
            let text = Int.random(in: 0..<scenario.comments.count, using: &random)
            return .comment(author: other, task: task, text: text, isReply: action == .reply)
        case .assignment: return .assign(actor: other, assignee: anyone, task: task)
        case .status:
            let to = ["in_progress", "in_review", "done", "blocked"].randomElement(using: &random) ?? "done"
            return .status(actor: other, task: task, to: to)
        case .typing: return .typing(user: other, task: task)
        case .join: return .join(user: other, project: project)
        case .leave: return .leave(user: other, project: project)
        case .memberAdded: return .memberAdded(actor: other, member: anyone, project: place)
        case .memberRemoved: return .memberRemoved(actor: other, member: other, project: place)
        case .quota: return .quota(percent: [80, 90, 100].randomElement(using: &random) ?? 80)
        case .subscription:
            return .subscription(plan: ["free", "team", "business"].randomElement(using: &random) ?? "team")
        case .notification: return .notification
        case .unknown: return .unknown(task: task)
        }
    }
}
