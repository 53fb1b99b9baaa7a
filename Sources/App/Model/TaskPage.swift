/// The task of an open entry, fetched in the background.
public struct TaskPage: Equatable, Sendable {
    /// One comment of its thread.
    public struct Comment: Equatable, Sendable {
        /// The author's name.
        public var author: String
        /// What they wrote.
        public var body: String

        /// A comment by this author.
        public init(author: String, body: String) {
            self.author = author
            self.body = body
        }
    }

    /// The model's id.
    public var id: String
    /// What people call it.
    public var key: String?
    /// Its title.
    public var title: String
    /// The application's word for where it stands.
    public var status: String?
    /// The assignee's name.
    public var assignee: String?
    /// Oldest first.
    public var comments: [Comment]

    /// A task with its comments, oldest first.
    public init(
        id: String, key: String? = nil, title: String, status: String?, assignee: String?,
        comments: [Comment]
    ) {
        self.id = id
        self.key = key
        self.title = title
        self.status = status
        self.assignee = assignee
        self.comments = comments
    }
}

/// A change of a task that was asked of the application. Until the application has answered it shows as if it
/// were made; a refusal takes it away again, with the reason.
public struct TaskAction: Equatable, Sendable {
    /// What is to change.
    public enum Change: Equatable, Sendable {
        case comment(String)
        case assignToMe
        case status(String)
    }

    /// Tells two requests apart.
    public var ticket: Int
    /// The task's id.
    public var task: String
    /// What to call the task in a sentence.
    public var key: String
    /// What is to change.
    public var change: Change

    /// A change with a ticket of its own.
    public init(ticket: Int, task: String, key: String, change: Change) {
        self.ticket = ticket
        self.task = task
        self.key = key
        self.change = change
    }
}

extension TaskPage {
    /// The task as it will be once the application has agreed.
    func with(_ actions: [TaskAction], me: String) -> TaskPage {
        var page = self
        for action in actions where action.task == id {
            switch action.change {
            case .comment(let body): page.comments.append(Comment(author: "\(me) (sending)", body: body))
            case .assignToMe: page.assignee = me
            case .status(let status): page.status = status
            }
        }
        return page
    }
}
