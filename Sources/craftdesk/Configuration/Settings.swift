/// One configuration key: its place in the file, its default and its help.
struct Setting<Value: SettingType>: AnySetting {
    /// `section.key`, as in the file.
    let path: String
    /// The value where nothing sets the key.
    let fallback: Value
    /// One sentence for `craftdesk config show` and the manual.
    let help: String
    /// What is special about it.
    let traits: SettingTraits

    init(_ path: String, _ fallback: Value, _ help: String, _ traits: SettingTraits = []) {
        self.path = path
        self.fallback = fallback
        self.help = help
        self.traits = traits
    }

    var fallbackTOML: String { fallback.toml }
    var expectation: String { Value.expectation }
    func accepts(_ value: SettingValue) -> Bool { Value(value) != nil }
    func toml(text: String) -> String? { Value(text: text)?.toml }
    func toml(_ value: SettingValue) -> String? { Value(value)?.toml }
}

/// What is special about a key.
struct SettingTraits: OptionSet, Sendable {
    let rawValue: Int

    /// Its value is never shown.
    static let secret = SettingTraits(rawValue: 1)
    /// It belongs to one account: a profile doesn't take it over from the file's own sections, so that no
    /// token or secret goes to another server, and no two accounts share a feed.
    static let account = SettingTraits(rawValue: 2)
}

/// A key whatever its type, for the loader and the listings.
protocol AnySetting: Sendable {
    var path: String { get }
    var help: String { get }
    var traits: SettingTraits { get }
    var fallbackTOML: String { get }
    var expectation: String { get }
    func toml(_ value: SettingValue) -> String?
    func toml(text: String) -> String?
}

extension AnySetting {
    /// The environment variable that sets the key: `CRAFTDESK_SERVER_URL` for `server.url`.
    var environmentName: String {
        "CRAFTDESK_" + path.uppercased().replacing(".", with: "_")
    }
}

/// Every configuration key, one line each. A new key is a new line here and its use by name:
/// `configuration[\.markRead]`. File, environment, `--set`, `config check`, `config show` and the
/// "nearest known name" of an error all read this table.
struct Settings: Sendable {
    // [server]: Reverb
    let serverURL = Setting("server.url", "", "Where Reverb is: ws(s)://host[:port][/prefix].")
    let serverKey = Setting("server.key", "", "The application's key (REVERB_APP_KEY).")
    let serverOrigin = Setting("server.origin", "", "Origin header of the WebSocket; app.url when empty.")
    let caFile = Setting("server.ca_file", "", "PEM file of certificates added to the system's roots.")
    let insecure = Setting("server.insecure", false, "Accept any certificate; the screen says so.")
    let compression = Setting(
        "server.compression", false, "Offer permessage-deflate; Reverb never takes it, other servers may."
    )
    let allowClearToken = Setting(
        "server.allow_clear_token", false,
        "Send the token over plain http to a host that is not this machine."
    )
    let appID = Setting(
        "server.app_id", Identifier(""), "The application's id (REVERB_APP_ID), for craftdesk stats.")
    let secret = Setting(
        "server.secret", "",
        "The application's secret (REVERB_APP_SECRET), for craftdesk stats; the file must then be 0600.",
        [.secret, .account])
    let secretCommand = Setting(
        "server.secret_command", [String](), "A command that prints the secret.", .account)

    let clientEventsFrom = Setting(
        "server.accept_client_events_from", ClientEventsChoice.unknown,
        "Reverb's setting of that name: with \"members\" the sender of a whisper is taken for who it says."
    )

    // [app]: the Laravel application
    let appURL = Setting("app.url", "", "Where the Laravel application is: http(s)://host[:port].")
    let authPath = Setting("app.auth_path", "/broadcasting/auth", "Where channels are authorised.")
    let loginPath = Setting("app.login_path", "/sanctum/token", "Where e-mail and password give a token.")
    let namespace = Setting(
        "app.namespace", "App.Events", "Echo's namespace of event classes; \"\" for none.")
    let eventsPath = Setting(
        "app.events_path", "/api/workspaces/{workspace}/events",
        "Where missed events are fetched; \"\" when there is no such route."
    )
    let projectsPath = Setting(
        "app.projects_path", "/api/workspaces/{workspace}/projects",
        "Where projects are listed; \"\" for the [[project]] tables of this file."
    )
    let taskPath = Setting("app.task_path", "/api/tasks/{task}", "Where a task is fetched.")
    let taskURL = Setting("app.task_url", "/w/{workspace}/tasks/{task}", "The web page of a task.")

    let statuses = Setting(
        "app.statuses", ["open", "in_progress", "in_review", "done"],
        "The statuses a task can have, in the order of the work.")

    // [auth]: the first that is set wins, after CRAFTDESK_TOKEN
    let tokenCommand = Setting(
        "auth.token_command", [String](), "A command that prints the token.", .account)
    let tokenFile = Setting("auth.token_file", "", "A file that holds the token; must be 0600.", .account)

    // [workspace]
    let workspaceID = Setting("workspace.id", Identifier(""), "The workspace to watch.")
    let userID = Setting("workspace.user_id", Identifier(""), "Me; asked of /api/user when empty.")
    let handles = Setting("workspace.handles", [String](), "More names that address me, without the @.")
    let workspaceChannel = Setting(
        "workspace.channel", "private-workspace.{workspace}", "The workspace's channel."
    )
    let projectChannel = Setting(
        "workspace.project_channel", "private-project.{project}", "The channel of the project in view."
    )
    let presenceChannel = Setting(
        "workspace.presence_channel", "presence-project.{project}", "Who is in the project; \"\" for none."
    )
    let userChannel = Setting(
        "workspace.user_channel", "private-App.Models.User.{user}", "Laravel's notifications; \"\" for none."
    )
    let extraChannels = Setting("workspace.extra_channels", [String](), "More channels to hold.")

    // [ui]
    let markRead = Setting("ui.mark_read", MarkReadChoice.open, "When a row counts as read.")
    let keymap = Setting(
        "ui.keymap", "default", "Keys for hands that know another program: default, gh-dash, mutt or weechat."
    )
    let watch = Setting(
        "ui.watch", false, "Start in watch mode: one line an event, the newest at the bottom.")
    let browser = Setting(
        "ui.browser", ["xdg-open"],
        "The program that opens a web page, which gets the address as its last argument; over ssh it isn't used."
    )
    let clock = Setting("ui.clock", false, "A clock in the header.")
    let sendTyping = Setting("ui.send_typing", true, "Tell the project's members when I write a reply.")
    let sendCursor = Setting("ui.send_cursor", true, "Tell the project's members which task I look at.")
    let bell = Setting("ui.bell", true, "Ring the terminal's bell when something is addressed to me.")

    let bundleHours = Setting(
        "ui.bundle_hours", 24, "Hours of silence after which a conversation begins a new row.")

    let theme = Setting(
        "ui.theme", "auto",
        "The theme: auto, terminal, dark, light, monochrome, one of the themes directory beside the configuration, or a path."
    )
    let mouse = Setting(
        "ui.mouse", false, "Take the wheel and clicks; the terminal's own selection then needs Shift.")

    // [notify]: what may disturb, and when; what of which entry is for [[rule]]
    let quietHours = Setting(
        "notify.quiet_hours", [String](), "When nothing disturbs: \"22:00-08:00\", \"sat,sun\".")
    let doNotDisturb = Setting("notify.do_not_disturb", false, "Start with nothing disturbing.")
    let quietPass = Setting(
        "notify.pass", [String](), "Queries for what disturbs all the same, as \"mention:me\".")
    let burst = Setting(
        "notify.burst", 5, "Notices within burst_seconds before one tells of all the rest; 0 for no limit.")
    let burstSeconds = Setting("notify.burst_seconds", 10, "The time that notify.burst counts in.")
    let notifyDesktop = Setting(
        "notify.desktop", DesktopNotificationChoice.auto,
        "How the terminal is asked for desktop notifications; \"craftdesk doctor --notify\" tries each way."
    )
    let notifyTitle = Setting("notify.title", true, "Unread numbers in the window's title.")
    let notifyClipboard = Setting(
        "notify.clipboard", TerminalChoice.auto,
        "Copying by OSC 52; auto where the terminal is known to take it.")
    let notifyLinks = Setting(
        "notify.links", TerminalChoice.auto, "Links by OSC 8; auto where the terminal is known to take them.")
    let notifyHook = Setting(
        "notify.hook", [String](),
        "A program run for each unread event, which gets it as JSON on standard input.")
    let notifyHookSeconds = Setting(
        "notify.hook_timeout", 10, "Seconds after which a hook that still runs is ended.")

    // [store]
    let storePath = Setting(
        "store.path", "", "The database file; a file for each workspace when empty.", .account)
    let storeDays = Setting("store.days", 90, "Days that read entries are kept; 0 for ever.")
    let storeEntries = Setting(
        "store.entries", 1_000_000, "Entries kept; beyond them the oldest read ones go. 0 for no limit.")

    /// The one table.
    static let table = Settings()

    /// All keys in the order of this file.
    static let all: [any AnySetting] = Mirror(reflecting: table).children.compactMap {
        $0.value as? any AnySetting
    }
}

/// `[ui] mark_read`: when a row counts as read.
enum MarkReadChoice: String, SettingChoice {
    /// Opening it, or `r`.
    case open
    /// Selected for 3 seconds in a focused window.
    case stay
    /// Only `r`.
    case never
}

/// `[server] accept_client_events_from`: from whom the server takes client events (protocol notes 8).
enum ClientEventsChoice: String, SettingChoice {
    /// Members of the channel: Reverb's own default since 1.8.
    case members
    /// Anyone, with any `user_id`.
    case all
    /// Nobody said; treated as `all`.
    case unknown
}
