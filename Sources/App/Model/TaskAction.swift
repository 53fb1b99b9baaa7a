public import Feed

/// A change of a task that was asked of the application. Until the application has answered it shows as if it
/// were made; a refusal takes it away again, with the reason. It is kept before it is asked, so that what ends
/// the program in between loses nothing.
public struct TaskAction: Equatable, Sendable {
    /// What is to change.
    public enum Change: Equatable, Sendable {
        case comment(String)
        case assignToMe
        case status(String)
        /// To somebody by id, with the name where it is known; nil to nobody.
        case assign(id: String?, name: String?)
    }

    /// The step of undo's journal that a change takes back or does again.
    public enum Step: Equatable, Sendable {
        case undo(Int)
        case redo(Int)
    }

    /// Tells two requests of a run apart.
    public var ticket: Int
    /// Tells it from those of other runs: what the store has it by.
    public let id: String
    /// When it was asked.
    public var at: Timestamp
    /// The task's id.
    public var task: String
    /// What to call the task in a sentence.
    public var key: String
    /// What is to change.
    public var change: Change
    /// What it was, for undo; nil where that isn't known yet.
    public var before: TaskEdit.Value?
    /// Set where it takes a step back, or does it again.
    public var step: Step?
    /// Whether nobody knows if the application got it: the program ended, or the answer didn't come.
    public var isUncertain = false
    /// Whether it was undone before the application had answered.
    var isUnwanted = false

    /// A change with a ticket of its own.
    public init(
        ticket: Int, at: Timestamp, task: String, key: String, change: Change,
        before: TaskEdit.Value? = nil, step: Step? = nil
    ) {
        self.ticket = ticket
        id = "\(at.milliseconds)-\(ticket)"
        self.at = at
        self.task = task
        self.key = key
        self.change = change
        self.before = before
        self.step = step
    }
}

extension TaskPage {
    /// The task as it will be once the application has agreed.
    func with(_ actions: [TaskAction], me: String) -> TaskPage {
        var page = self
        for action in actions where action.task == id && !action.isUnwanted {
            switch action.change {
            case .comment(let body):
                let author = action.isUncertain ? "\(me) (not known to be sent)" : "\(me) (sending)"
                page.comments.append(Comment(author: author, body: body))
            case .assignToMe: page.assignee = me
            case .assign(let id, let name): page.assignee = name ?? id
            case .status(let status): page.status = status
            }
        }
        return page
    }

    /// Whether the application has done it.
    func shows(_ action: TaskAction, me: Identity) -> Bool {
        switch action.change {
        case .comment(let body):
            comments.contains { comment in
                (me.name == nil || comment.author == me.name) && comment.body.trimmed == body.trimmed
            }
        case .assignToMe:
            assigneeID == nil ? assignee != nil && assignee == me.name : assigneeID == me.userID
        case .assign(let id, let name): assigneeID == id && (id != nil || assignee == nil || assignee == name)
        case .status(let wanted): status == wanted
        }
    }

    /// What a change of this kind finds here.
    func value(before change: TaskAction.Change) -> TaskEdit.Value? {
        switch change {
        case .comment: nil
        case .status: status.map(TaskEdit.Value.status)
        case .assignToMe, .assign:
            // A name without an id can't be given back.
            assignee != nil && assigneeID == nil ? nil : .assignee(id: assigneeID, name: assignee)
        }
    }
}
