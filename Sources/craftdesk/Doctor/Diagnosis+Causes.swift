import API
import Foundation
import PusherCore
import Realtime

// Each way a step can fail, and what to change; the numbers are of the protocol notes. The values come from
// the parts that the client itself uses, so that the doctor sees what the client sees.

/// What the sentences name.
struct DiagnosisContext: Sendable {
    /// The configuration's file.
    var file: String
    var server: ServerAddress
    var key: String
    var origin: String
    var app: ServerAddress
    /// `server.ca_file`; empty where there is none.
    var caFile: String
    var authPath: String
    var eventsPath: String
    var projectsPath: String

    init(_ settings: ClientSettings, file: String) {
        self.file = file
        server = settings.server
        key = settings.key
        origin = settings.origin ?? ""
        app = settings.app
        caFile = settings.caFile ?? ""
        authPath = settings.api.authPath
        eventsPath = settings.api.eventsPath
        projectsPath = settings.api.projectsPath
    }
}

private let reverbEnvironment = ".env"
private let nginx = "nginx's server block (/etc/nginx/sites-enabled/)"

extension Diagnosis {
    // MARK: The connection (1.2, 2.3)

    init(_ failure: ProbeFailure, at stage: ProbeStage, _ context: DiagnosisContext, now: Int) {
        switch failure {
        case .transport(let failure): self.init(failure, at: stage, context)
        case .untrusted(let chain):
            self.init(CertificateFault(chain, host: context.server.host, now: now), context)
        case .refused(let error): self.init(greeting: error, context)
        case .ended(let code):
            self.init(
                "the server opened the WebSocket and ended it (\(code)) before it said anything", .reverb,
                "its log", "see why it hangs up; storage/logs/laravel.log and reverb:start --debug tell",
                .notWebSocket)
        }
    }

    private init(_ failure: TransportFailure, at stage: ProbeStage, _ context: DiagnosisContext) {
        switch (failure, stage) {
        case (.unreachable(let reason), .resolution):
            self.init(
                reason, .here, context.file,
                "correct the host in server.url (REVERB_HOST of the application), or the name server's entry",
                .unreachable)
        case (.unreachable(let reason), .tcp):
            let isRefused = reason.contains("refused")
            self.init(
                reason, .reverb, reverbEnvironment,
                isRefused
                    ? "nothing listens on port \(context.server.port): start it with php artisan reverb:start, and compare REVERB_SERVER_PORT (or the web server's port in front of it) with server.url"
                    : "open port \(context.server.port) in the firewall, and compare REVERB_HOST and REVERB_PORT with server.url",
                .unreachable)
        case (.timedOut, .tcp):
            self.init(
                "\(context.server.host):\(context.server.port) doesn't answer", .network, "the firewall",
                "let TCP to port \(context.server.port) through", .unreachable)
        case (.proxy(let reason), _):
            self.init(
                reason, .here, "the environment",
                "correct HTTPS_PROXY or ALL_PROXY, or name the host in NO_PROXY",
                .unreachable)
        case (.certificate(let reason), _) where !context.caFile.isEmpty && reason.contains(context.caFile):
            self.init(
                reason, .here, context.file,
                "correct server.ca_file: it must name a PEM file of certificates that you may read",
                .configuration)
        case (.certificate(let reason), _):
            self.init(
                reason, .here, context.file, "set server.ca_file for an authority of your own", .unreachable)
        case (.tls(let reason), _):
            self.init(
                reason, .here, context.file,
                "use ws:// in server.url where the port speaks no TLS; else take the port that does",
                .unreachable)
        case (.httpStatus(let status, let reason, _), _):
            self.init(handshakeStatus: status, reason, context)
        case (.notWebSocket(let reason), _):
            self.init(
                reason, .here, context.file,
                "server.url is the address of something else; take REVERB_HOST and REVERB_PORT of the application's .env",
                .notWebSocket)
        case (.timedOut, _):
            self.init(
                "the server took the connection and didn't answer the WebSocket handshake", .proxy, nginx,
                "pass the request on: proxy_pass to REVERB_SERVER_PORT, proxy_http_version 1.1, proxy_read_timeout",
                .notWebSocket)
        case (.unreachable(let reason), _):
            self.init(reason, .network, "", "see what cuts the connection off", .unreachable)
        }
    }

    private init(handshakeStatus status: Int, _ reason: String, _ context: DiagnosisContext) {
        let what =
            "the WebSocket handshake was answered with HTTP \(status)" + (reason.isEmpty ? "" : " \(reason)")
        switch status {
        case 401, 407:
            self.init(
                what, .proxy, nginx,
                "take auth_basic off the location of Reverb; the protocol has a password of its own",
                .refused)
        case 403:
            self.init(
                what, .proxy, nginx, "let the location of Reverb through (deny, a firewall or bot rules)",
                .refused)
        case 404:
            self.init(
                what, .here, context.file,
                "correct the path in server.url to REVERB_SERVER_PATH of the server's .env, empty where that isn't set",
                .notWebSocket)
        case 400, 426, 200..<300:
            self.init(
                what, .proxy, nginx,
                "pass the upgrade on: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"Upgrade\"",
                .notWebSocket)
        case 300..<400:
            self.init(
                what, .here, context.file,
                "use the address it redirects to in server.url, mostly wss:// instead of ws://",
                .notWebSocket)
        case 429:
            self.init(
                what, .proxy, nginx, "raise limit_req or limit_conn of the location of Reverb", .unreachable)
        case 502, 503, 504:
            self.init(
                what, .reverb, "the process manager (supervisor or systemd)",
                "start php artisan reverb:start again: the web server answers, Reverb behind it doesn't; proxy_pass must name REVERB_SERVER_PORT",
                .unreachable)
        default:
            self.init(
                what, .reverb, "its log (storage/logs/laravel.log)",
                "see why it fails; reverb:start --debug tells more",
                .unreachable)
        }
    }

    private init(_ fault: CertificateFault, _ context: DiagnosisContext) {
        let host = context.server.host
        switch fault {
        case .expired(let time):
            self.init(
                "the certificate of \(host) expired on \(Self.day(time))", .proxy, nginx,
                "renew it (certbot renew) and reload the web server", .unreachable)
        case .notYetValid(let time):
            self.init(
                "the certificate of \(host) is valid from \(Self.day(time)) on", .here, "the clock",
                "set the time (timedatectl), or wait where the clock is right", .unreachable)
        case .wrongName(let names):
            self.init(
                "the certificate is for \(names.joined(separator: ", ")), not for \(host)", .here,
                context.file,
                "use a name of the certificate in server.url, or get a certificate for \(host)", .unreachable)
        case .selfSigned:
            self.init(
                "the certificate of \(host) is signed by nobody but itself", .here, context.file,
                "set server.ca_file to that certificate, once you know that it is the right one", .unreachable
            )
        case .unknownIssuer(let issuer, 1):
            self.init(
                "the server shows its certificate without that of its issuer, \(issuer)", .proxy, nginx,
                "let ssl_certificate name the whole chain (fullchain.pem), or, for an authority of your own, set server.ca_file here",
                .unreachable)
        case .unknownIssuer(let issuer, _):
            self.init(
                "the authority \(issuer) is not known here", .here, context.file,
                "set server.ca_file to that authority's certificate, or install ca-certificates", .unreachable
            )
        case .none:
            self.init(
                "the server shows no certificate", .proxy, nginx, "set ssl_certificate", .unreachable)
        }
    }

    private static func day(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(seconds)).ISO8601Format(
            .iso8601(timeZone: .gmt).year().month().day())
    }

    // MARK: The greeting (2.1, 2.2)

    init(greeting error: SessionError, _ context: DiagnosisContext) {
        let what = error.code.map { "\(error.message) (\($0))" } ?? error.message
        switch error.code {
        case 4000:
            self.init(what, .here, context.file, "use wss:// in server.url", .notWebSocket)
        case 4001:
            self.init(
                what, .here, context.file,
                "set server.key to REVERB_APP_KEY of the application's .env; it is \"\(context.key)\" now",
                .refused)
        case 4003:
            self.init(what, .reverb, "config/reverb.php", "enable the application again", .refused)
        case 4004:
            self.init(
                what, .reverb, "config/reverb.php",
                "raise apps.apps.*.max_connections (REVERB_APP_MAX_CONNECTIONS), or wait for free ones",
                .unreachable)
        case 4005:
            self.init(
                what, .here, context.file, "correct the path in server.url to REVERB_SERVER_PATH",
                .notWebSocket)
        case 4009:
            self.init(
                what, .reverb, "config/reverb.php",
                "add the host of \(context.origin) to apps.apps.*.allowed_origins, or set server.origin here to one that is there",
                .refused)
        case .some(4100...4199):
            self.init(what, .reverb, "its machine", "it is over capacity: add a node, or wait", .unreachable)
        default:
            let isProtocol = error.code == nil
            self.init(
                what, isProtocol ? .here : .reverb, isProtocol ? context.file : "its log",
                isProtocol
                    ? "server.url must be the address of Reverb, Pusher or soketi; take REVERB_HOST and REVERB_PORT"
                    : "see why it refuses the connection; reverb:start --debug tells",
                .notWebSocket)
        }
    }

    // MARK: The life of a connection (2.2, 3)

    static func silentSubscription(_ channel: String) -> Diagnosis {
        Diagnosis(
            "the server doesn't answer the subscription of \(channel)", .reverb, "its process",
            "restart it (php artisan reverb:restart): it takes messages and doesn't handle them", .unreachable
        )
    }

    static func noPong() -> Diagnosis {
        Diagnosis(
            "the server doesn't answer pings", .proxy, nginx,
            "raise proxy_read_timeout and turn proxy_buffering off; without a proxy, restart Reverb",
            .unreachable)
    }

    /// The connection ended while a pong was waited for: the session gave up itself, which has no code, or the
    /// other side hung up.
    static func endedBeforePong(_ error: SessionError?) -> Diagnosis {
        guard let error, error.code == nil, error.origin == .server else { return ended(error) }
        return noPong()
    }

    /// Hung up after a subscription had worked.
    static func ended(_ error: SessionError?) -> Diagnosis {
        // An end without a reason has nothing to quote.
        let said = error.flatMap { $0.origin == .network ? nil : $0 }
        let what = said.map { e in e.code.map { "\(e.message) (\($0))" } ?? e.message }
        switch error?.code {
        case 4200, 4202:
            return Diagnosis(
                what ?? "", .reverb, "its process",
                "it restarts or ends old connections; try again in a minute", .unreachable)
        case 4301:
            return Diagnosis(
                what ?? "", .reverb, "config/reverb.php",
                "raise apps.apps.*.rate_limiting.max_attempts (REVERB_APP_RATE_LIMIT_MAX_ATTEMPTS)",
                .unreachable)
        default:
            return Diagnosis(
                (what ?? "the server ended the connection") + " after the subscription", .proxy, nginx,
                "raise proxy_read_timeout; without a proxy, see Reverb's log, and rate_limiting.terminate_on_limit in config/reverb.php",
                .unreachable)
        }
    }

    static func noWhispers(_ context: DiagnosisContext) -> Diagnosis {
        Diagnosis(
            "the application takes no client events, so nobody sees who is typing", .reverb,
            "config/reverb.php",
            "set apps.apps.*.accept_client_events_from to members", .done)
    }
}
