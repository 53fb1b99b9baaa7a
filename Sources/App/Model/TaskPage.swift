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
    /// The assignee's id, where the application says it.
    public var assigneeID: String?
    /// Oldest first.
    public var comments: [Comment]

    /// A task with its comments, oldest first.
    public init(
        id: String, key: String? = nil, title: String, status: String?, assignee: String?,
        assigneeID: String? = nil, comments: [Comment]
    ) {
        self.id = id
        self.key = key
        self.title = title
        self.status = status
        self.assignee = assignee
        self.assigneeID = assigneeID
        self.comments = comments
    }
}
