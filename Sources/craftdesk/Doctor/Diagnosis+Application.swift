import API

// What the application answers (protocol notes 6.3, 6.4), and what to change there or here.

extension Diagnosis {
    /// A route that takes the token.
    init(_ error: APIError, route: String, _ context: DiagnosisContext) {
        switch error {
        case .unreachable:
            self.init(
                error.message, .here, context.file,
                "correct app.url (APP_URL of the application's .env), or let it through the firewall",
                .unreachable)
        case .unauthenticated:
            self.init(
                error.message, .here, "the token",
                "get a new one with \"craftdesk login\"; it is wrong, expired or revoked",
                .refused)
        case .forbidden:
            self.init(
                error.message, .laravel, "the route \(route)",
                "give the user access, or the token the ability it asks for",
                .refused)
        case .notFound:
            self.init(
                error.message, .laravel, "routes/api.php",
                "add the route \(route), or correct the paths in [app] here",
                .notWebSocket)
        case .redirected:
            self.init(
                error.message, .laravel, "routes/api.php",
                "put the route \(route) into the middleware auth:sanctum, which takes tokens; now it wants a browser's login",
                .refused)
        case .csrf:
            self.init(
                error.message, .laravel, ".env",
                "take \(context.app.host) out of SANCTUM_STATEFUL_DOMAINS, or put the route into routes/api.php",
                .refused)
        case .clearText:
            self.init(error.message, .here, context.file, "use https in app.url", .configuration)
        case .throttled:
            self.init(
                error.message, .laravel, "app/Providers/AppServiceProvider.php",
                "raise the limit of RateLimiter::for('api')", .refused)
        case .unexpectedAnswer:
            self.init(
                error.message, .laravel, "the route \(route)",
                "answer with the JSON of the document \"Your Laravel application\"",
                .notWebSocket)
        case .conflict, .gone, .invalid, .status:
            self.init(
                error.message, .laravel, "storage/logs/laravel.log", "see why the route \(route) fails",
                .unreachable)
        }
    }

    /// A channel that the application doesn't authorise.
    /// - Parameter status: nil where nobody answered.
    init(channel: String, status: Int?, message: String, isFirst: Bool, _ context: DiagnosisContext) {
        let quoted = message.isEmpty ? "" : " (\"\(message)\")"
        let what = "\(channel) is refused" + (status.map { " (\($0))" } ?? "") + quoted
        let routes = "bootstrap/app.php"
        let middleware =
            "->withBroadcasting(__DIR__.'/../routes/channels.php', ['prefix' => 'api', 'middleware' => ['api', 'auth:sanctum']])"
        switch status {
        case 200:
            self.init(
                what + ": the answer of \(context.authPath) holds no signature", .laravel, ".env",
                "set BROADCAST_CONNECTION=reverb; with log or null there is no signature, and a web page means that the route wants a login",
                .refused)
        case 302:
            self.init(
                what + ": \(context.authPath) redirects to a login page", .laravel, routes,
                "let the route take tokens: \(middleware), and set app.auth_path = \"/api/broadcasting/auth\" here",
                .refused)
        case 401:
            self.init(
                what, .here, "the token",
                "get a new one with \"craftdesk login\"; where whoami worked, \(context.authPath) has another guard than auth:sanctum",
                .refused)
        case 403 where message.contains("ability"):
            self.init(
                what, .here, "the token", "log in for one with the ability the application asks for", .refused
            )
        case 403 where isFirst:
            self.init(
                what, .laravel, "\(routes) and routes/channels.php",
                "give the route the token's guard: \(middleware); where it has it, the channel's rule says no to this user",
                .refused)
        case 403:
            self.init(
                what, .laravel, "routes/channels.php",
                "let Broadcast::channel for this channel return true for this user",
                .refused)
        case 404, 405:
            let other =
                context.authPath.hasPrefix("/api/")
                ? String(context.authPath.dropFirst(4)) : "/api" + context.authPath
            self.init(
                what + ": the application has no \(context.authPath)", .here, context.file,
                "set app.auth_path = \"\(other)\"; if that isn't there either, register broadcasting in \(routes) (php artisan route:list --path=broadcasting)",
                .refused)
        case 419:
            self.init(
                what, .laravel, ".env",
                "take \(context.app.host) out of SANCTUM_STATEFUL_DOMAINS: the request is taken for a browser's",
                .refused)
        case 422:
            self.init(
                what, .laravel, "the route \(context.authPath)", "take socket_id and channel_name alone",
                .refused)
        case 429:
            self.init(
                what, .laravel, "app/Providers/AppServiceProvider.php",
                "raise the limit of RateLimiter::for('api') for \(context.authPath)", .refused)
        case 4009:
            self.init(
                what + ": the server doesn't accept the application's signature", .laravel, ".env",
                "set REVERB_APP_KEY and REVERB_APP_SECRET to those of the Reverb server, then php artisan config:clear",
                .refused)
        case .some(4000...4999):
            self.init(what, .reverb, "its log", "see why it refuses; reverb:start --debug tells", .refused)
        case nil:
            self.init(
                "\(channel) is not authorised: the application didn't answer at \(context.authPath)",
                .laravel,
                "storage/logs/laravel.log", "see what the route waits for", .unreachable)
        default:
            self.init(
                what, .laravel, "storage/logs/laravel.log", "see why \(context.authPath) fails", .unreachable)
        }
    }

    /// An encrypted channel without its key (9).
    static func noSharedSecret(_ channel: String) -> Diagnosis {
        Diagnosis(
            "\(channel) is encrypted, and its authorisation holds no shared_secret", .laravel,
            "config/broadcasting.php", "set options.encryption_master_key_base64 of the connection reverb",
            .refused)
    }
}
