import API
import Addressing
import Feed
import PusherCore
import Realtime
import WebSocketCore

/// What a connection needs of the configuration, checked: everything that makes it unusable is found here,
/// before anything is opened.
struct ClientSettings: Sendable {
    var server: ServerAddress
    var key: String
    /// The `Origin` header of the WebSocket; nil sends none.
    var origin: String?
    var app: ServerAddress
    var workspace: String
    /// Me; nil asks the application.
    var userID: String?
    var handles: [String]
    var patterns: ChannelPatterns
    /// Patterns that hold `{project}` are for the project in view.
    var projectChannel: String
    var presenceChannel: String
    var userChannel: String
    var extraChannels: [String]
    var projects: [Project]
    var insecure: Bool
    var caFile: String?
    /// Offers permessage-deflate.
    var compression: Bool
    /// The proxy of the WebSocket, by the environment.
    var proxy: Proxy?
    var namespace: String
    var taskURL: String
    /// The kinds of events, those of `[[event]]` among them.
    var catalogue: EventCatalogue
    var sendsTyping: Bool
    var sendsCursor: Bool
    /// Whether the server is known to check the sender of a whisper.
    var trustsWhisperSenders: Bool
    var api: APIConfiguration

    init(_ configuration: Configuration) throws(ConfigurationError) {
        server = try Self.serverAddress(configuration)
        app = try Self.address(configuration, \.appURL, .web, "http://host:port or https://host")
        key = try Self.required(configuration, \.serverKey)
        guard
            key.utf8.allSatisfy({
                $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
            })
        else {
            throw Self.unusable(
                configuration, Settings.table.serverKey, "a key is letters, digits and dashes")
        }
        workspace = configuration[\.workspaceID].text
        if workspace.isEmpty { throw Self.missing(configuration, Settings.table.workspaceID) }
        userID = configuration[\.userID].text.isEmpty ? nil : configuration[\.userID].text
        handles = configuration[\.handles]
        let asked = configuration[\.serverOrigin]
        origin = asked.isEmpty ? app.text(scheme: "http") : asked
        projectChannel = configuration[\.projectChannel]
        presenceChannel = configuration[\.presenceChannel]
        userChannel = configuration[\.userChannel]
        extraChannels = configuration[\.extraChannels]
        projects = configuration.projects
        catalogue = configuration.catalogue
        insecure = configuration[\.insecure]
        caFile = configuration[\.caFile].isEmpty ? nil : configuration[\.caFile]
        compression = configuration[\.compression]
        proxy = try Self.proxy(configuration, for: server)
        namespace = configuration[\.namespace]
        sendsTyping = configuration[\.sendTyping]
        sendsCursor = configuration[\.sendCursor]
        trustsWhisperSenders = configuration[\.clientEventsFrom] == .members
        taskURL =
            app.text(scheme: "http") + configuration[\.taskURL].replacing("{workspace}", with: workspace)
        api = try Self.application(configuration)
        patterns = ChannelPatterns(
            workspace: configuration[\.workspaceChannel], project: projectChannel, presence: presenceChannel,
            user: userChannel
        )
        for (setting, placeholder) in [
            (Settings.table.projectChannel, "{project}"), (Settings.table.presenceChannel, "{project}"),
            (Settings.table.userChannel, "{user}"),
        ] {
            let pattern = configuration.text(of: setting)
            if !pattern.isEmpty, !pattern.contains(placeholder) {
                throw Self.unusable(
                    configuration, setting, "it has no \(placeholder), so it names one channel for all")
            }
        }
    }

    /// The application and its routes: all that signing in needs.
    static func application(_ configuration: Configuration) throws(ConfigurationError) -> APIConfiguration {
        let app = try address(configuration, \.appURL, .web, "http://host:port or https://host")
        guard app.isSecure || app.isLoopback || configuration[\.allowClearToken] else {
            throw unusable(
                configuration, Settings.table.appURL,
                "the token would travel in clear to \(app.host); use https, or set server.allow_clear_token = true"
            )
        }
        var api = APIConfiguration(baseURL: app.text(scheme: "http"), host: app.host)
        api.authPath = configuration[\.authPath]
        api.loginPath = configuration[\.loginPath]
        api.projectsPath = configuration[\.projectsPath]
        api.eventsPath = configuration[\.eventsPath]
        api.taskPath = configuration[\.taskPath]
        api.caFile = configuration[\.caFile].isEmpty ? nil : configuration[\.caFile]
        api.isInsecure = configuration[\.insecure]
        api.proxy = try proxy(configuration, for: app)
        return api
    }

    /// The proxy on the way to an address, by the environment: everything that connects asks here.
    static func proxy(
        _ configuration: Configuration, for address: ServerAddress
    ) throws(ConfigurationError) -> Proxy? {
        do throws(ProxyVariables.Unusable) {
            return try configuration.proxies.proxy(
                host: address.host, port: address.port, isSecure: address.isSecure)
        } catch {
            throw .unusable(place: "the environment", path: error.name, reason: error.reason)
        }
    }

    /// Whether TLS is used with certificates that nobody verifies: everything that shows the connection says so.
    var acceptsAnyCertificate: Bool { insecure && (server.isSecure || app.isSecure) }

    /// Where and how the connection is made.
    var realtime: RealtimeConfiguration {
        var realtime = RealtimeConfiguration(
            host: server.host, port: server.port, prefix: server.prefix, origin: origin,
            session: SessionConfiguration(key: key, isSecure: server.isSecure)
        )
        realtime.session.authPath = api.authPath
        realtime.caFile = caFile
        realtime.isInsecure = insecure
        realtime.proxy = proxy
        realtime.webSocket.compression = compression ? CompressionConfiguration() : nil
        realtime.version = CraftDesk.version
        return realtime
    }

    /// The channels that are held whatever is in view, in the order of subscription.
    func standingChannels(user: String?) -> [String] {
        var channels = [patterns.workspaceChannel(workspace)]
        if let user, !userChannel.isEmpty { channels.append(patterns.userChannel(user)) }
        return channels.filter { !$0.isEmpty } + extraChannels
    }

    /// The channels of the project in view.
    func channels(ofProject project: String) -> [String] {
        [patterns.projectChannel(project), patterns.presenceChannel(project)].filter { !$0.isEmpty }
    }

    /// Where Reverb is.
    static func serverAddress(_ configuration: Configuration) throws(ConfigurationError) -> ServerAddress {
        try address(configuration, \.serverURL, .webSocket, "ws://host:port or wss://host")
    }

    private static func required(
        _ configuration: Configuration, _ key: KeyPath<Settings, Setting<String>>
    ) throws(ConfigurationError) -> String {
        let value = configuration[key]
        let setting = Settings.table[keyPath: key]
        if value.isEmpty { throw missing(configuration, setting) }
        return value
    }

    private static func missing(_ configuration: Configuration, _ setting: any AnySetting)
        -> ConfigurationError
    {
        configuration.file == nil
            ? .unconfigured(missing: setting.path) : .missing(path: setting.path, help: setting.help)
    }

    private static func address(
        _ configuration: Configuration, _ key: KeyPath<Settings, Setting<String>>, _ kind: ServerAddress.Kind,
        _ form: String
    ) throws(ConfigurationError) -> ServerAddress {
        let text = try required(configuration, key)
        guard let address = ServerAddress(text, kind) else {
            throw unusable(
                configuration, Settings.table[keyPath: key], "\"\(text)\" is not of the form \(form)")
        }
        return address
    }

    private static func unusable(
        _ configuration: Configuration, _ setting: any AnySetting, _ reason: String
    ) -> ConfigurationError {
        .unusable(
            place: configuration.origin(of: setting.path).description, path: setting.path, reason: reason)
    }
}
