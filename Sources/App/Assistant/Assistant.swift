public import Screen

/// The first start: from an address to a feed in four short questions. A value of one loop, as `Model` is;
/// nothing is written before the last answer.
public struct Assistant: Equatable, Sendable {
    /// What is asked for now.
    public enum Step: Int, CaseIterable, Sendable {
        /// The application's web address, or that of one of its pages, or of its WebSocket.
        case address
        /// The WebSocket and its key, where the address didn't tell.
        case server
        /// E-mail and password, or a token.
        case signIn
        /// Which of several workspaces.
        case workspace
    }

    /// What is known of the place so far; texts as the configuration has them.
    public struct Place: Equatable, Sendable {
        /// `app.url`; empty while nobody knows.
        public var app: String
        /// `server.url`.
        public var server: String
        /// `server.key`.
        public var key: String
        /// `workspace.id`, where the pasted address named one.
        public var workspace: String

        /// A place of these parts.
        public init(app: String = "", server: String = "", key: String = "", workspace: String = "") {
            self.app = app
            self.server = server
            self.key = key
            self.workspace = workspace
        }
    }

    /// A workspace that can be chosen.
    public struct Workspace: Equatable, Sendable, Identifiable {
        /// Its id.
        public var id: String
        /// Its name.
        public var name: String

        /// A workspace with this id and name.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    public private(set) var step = Step.address
    public private(set) var place = Place()
    /// Whose token it is, for a sentence.
    public private(set) var user = ""
    public internal(set) var width: Int
    public internal(set) var height: Int
    let isUTF8: Bool
    var form = Assistant.addressForm
    /// The workspaces to choose from; empty where the application can't list them.
    var workspaces: [Workspace] = []
    var chosen = 0

    /// The first question on a screen of this size.
    public init(width: Int, height: Int, isUTF8: Bool) {
        self.width = width
        self.height = height
        self.isUTF8 = isUTF8
    }

    private static let addressForm = Form(
        title: "Where is your CraftDesk?",
        lead:
            "Type its address, or paste that of any of its pages. Nothing is written before the last answer.",
        fields: [
            .init(
                "address", "Address",
                help: "acme.example, https://acme.example/w/7 or wss://ws.acme.example/app/KEY")
        ])

    private static func serverForm(_ place: Place) -> Form {
        Form(
            title: "Where is its WebSocket?",
            lead:
                "The page doesn't tell. Both values stand in the application's .env file: REVERB_HOST, REVERB_APP_KEY.",
            fields: [
                .init("app", "Application", text: place.app, help: "The web address of the application."),
                .init("server", "WebSocket", text: place.server, help: "ws://host:port or wss://host."),
                .init("key", "Key", text: place.key, help: "REVERB_APP_KEY: it is no secret."),
            ])
    }

    private static func signInForm(_ place: Place) -> Form {
        Form(
            title: "Who are you?", lead: "Only a token is kept, in a file that nobody but you can read.",
            fields: [
                .init("email", "E-mail", help: "For \(place.app); leave it empty to paste a token."),
                .init(
                    "password", "Password", isSecret: true, help: "It is sent to \(place.app) and not kept."),
                .init(
                    "token", "or a token", isSecret: true, isOptional: true,
                    help: "A personal access token that you made on the web."),
            ])
    }

    private static func workspaceForm(_ place: Place) -> Form {
        Form(
            title: "Which workspace?", lead: "The application doesn't list them.",
            fields: [
                .init(
                    "workspace", "Id", text: place.workspace,
                    help: "The number in its web address: 7 in /w/7.")
            ])
    }

    // MARK: What happens

    /// What comes in.
    public enum Event: Equatable, Sendable {
        case key(KeyPress)
        /// Text that was pasted, as it came.
        case pasted(String)
        case resized(width: Int, height: Int)
        /// What the address told; whole where it can be signed in to.
        case found(Place, isWhole: Bool)
        /// The token is good. Nil where the application doesn't list workspaces.
        case signedIn(String, [Workspace]?)
        /// What was asked for last can't be had: one sentence, and the field to put right.
        case refused(String, field: String?)
    }

    /// What is to be done outside.
    public enum Effect: Equatable, Sendable {
        /// Find out what this address is.
        case look(String)
        /// See whether a WebSocket answers to this key.
        case connect(Place)
        case signIn(Place, email: String, password: String)
        case take(Place, token: String)
        /// Write the configuration and go on into the feed.
        case finish(Place)
        /// End with nothing written.
        case leave(isInterrupted: Bool)
    }

    /// Lets something happen and says what is to be done outside.
    public mutating func update(_ event: Event) -> [Effect] {
        switch event {
        case .key(let key): return pressed(key)
        case .pasted(let text): form.paste(text)
        case .resized(let width, let height): (self.width, self.height) = (width, height)
        case .refused(let sentence, let field): form.refuse(Sanitiser.row(sentence), at: field)
        case .found(let place, let isWhole):
            // An answer that comes after Esc or twice says nothing any more.
            guard form.waitsFor != nil, step == .address || step == .server else { return [] }
            self.place = place
            step = isWhole ? .signIn : .server
            form = isWhole ? Self.signInForm(place) : Self.serverForm(place)
        case .signedIn(let user, let workspaces):
            guard form.waitsFor != nil, step == .signIn else { return [] }
            self.user = Sanitiser.row(user)
            return chooseWorkspace(workspaces)
        }
        return []
    }

    private mutating func pressed(_ key: KeyPress) -> [Effect] {
        if !workspaces.isEmpty, form.waitsFor == nil { return pressedInList(key) }
        switch form.pressed(key) {
        case .changed: return []
        case .cancelled: return [.leave(isInterrupted: key == .control("c"))]
        case .submitted: return submit()
        }
    }

    private mutating func submit() -> [Effect] {
        switch step {
        case .address:
            let text = form.text(of: "address")
            guard !text.isEmpty else {
                form.refuse("Type an address first, as in acme.example.")
                return []
            }
            form.waitsFor = "looking at it"
            return [.look(text)]
        case .server:
            place.app = form.text(of: "app")
            place.server = form.text(of: "server")
            place.key = form.text(of: "key")
            for (field, text) in [("app", place.app), ("server", place.server), ("key", place.key)]
            where text.isEmpty {
                form.refuse("This is needed.", at: field)
                return []
            }
            form.waitsFor = "connecting"
            return [.connect(place)]
        case .signIn: return signIn()
        case .workspace:
            guard !form.text(of: "workspace").isEmpty else {
                form.refuse("Type the workspace's id: the number in its web address.")
                return []
            }
            return finish(form.text(of: "workspace"))
        }
    }

    private mutating func signIn() -> [Effect] {
        let (email, password, token) = (
            form.text(of: "email"), form.text(of: "password"), form.text(of: "token").trimmed
        )
        if !token.isEmpty {
            form.waitsFor = "asking whose token it is"
            return [.take(place, token: token)]
        }
        guard !email.isEmpty, !password.isEmpty else {
            form.refuse(
                "Type an e-mail address and a password, or a token.", at: email.isEmpty ? "email" : "password"
            )
            return []
        }
        form.waitsFor = "signing in"
        return [.signIn(place, email: email, password: password)]
    }

    // MARK: The workspace

    private mutating func chooseWorkspace(_ found: [Workspace]?) -> [Effect] {
        step = .workspace
        guard let found, !found.isEmpty else {
            form = Self.workspaceForm(place)
            if found != nil { form.error = "You are in no workspace yet; its id will do once you are." }
            return []
        }
        form = Self.workspaceForm(place)
        // The pasted address named it, or there is nothing to choose.
        if let one = found.first(where: { $0.id == place.workspace }) ?? (found.count == 1 ? found[0] : nil) {
            return finish(one.id)
        }
        workspaces = found
        return []
    }

    private mutating func pressedInList(_ key: KeyPress) -> [Effect] {
        let count = workspaces.count
        switch key {
        case .down, .tab, .character("j"), .control("n"): chosen = (chosen + 1) % count
        case .up, .backTab, .character("k"), .control("p"): chosen = (chosen + count - 1) % count
        case .enter, .control("j"): return finish(workspaces[chosen].id)
        case .escape, .control("c"): return [.leave(isInterrupted: key == .control("c"))]
        case .character(let character):
            if let digit = character.wholeNumberValue, (1...min(9, count)).contains(digit) {
                return finish(workspaces[digit - 1].id)
            }
        default: break
        }
        return []
    }

    private mutating func finish(_ workspace: String) -> [Effect] {
        place.workspace = workspace
        form.waitsFor = "writing the configuration"
        return [.finish(place)]
    }
}
