import Foundation
import NIOPosix
import Sandbox
import Synchronization
import Testing

@testable import craftdesk

/// What the doctor has to say of each fault the sandbox can imitate: a fault without a line here doesn't
/// compile.
extension Fault {
    enum Verdict: Equatable {
        /// The first fault is at this step, on this side, and its sentences hold this text.
        case fault(DoctorStep, Side, String)
        /// A note at this step, whose sentences hold this text; everything works.
        case note(DoctorStep, String)
        /// Nothing is wrong that a look could find, for the reason.
        case healthy(String)
        /// Whether it shows is up to chance: what must not happen is a wrong name.
        case chance([DoctorStep])
    }

    var verdict: Verdict {
        switch self {
        case .notHTTP, .wrongAccept: .fault(.handshake, .here, "server.url")
        case .notWebSocket: .fault(.handshake, .proxy, "proxy_set_header Upgrade")
        case .noHandshake: .fault(.handshake, .proxy, "proxy_pass")
        case .handshake401: .fault(.handshake, .proxy, "auth_basic")
        case .handshake403: .fault(.handshake, .proxy, "403")
        case .handshake404: .fault(.handshake, .here, "REVERB_SERVER_PATH")
        case .handshake426: .fault(.handshake, .proxy, "proxy_set_header Upgrade")
        case .handshake429: .fault(.handshake, .proxy, "limit_req")
        case .handshake502, .handshake503: .fault(.handshake, .reverb, "reverb:start")
        case .notPusher: .fault(.greeting, .here, "Pusher")
        case .noGreeting: .fault(.greeting, .here, "connection_established")
        case .coalesced: .healthy("the client reads it as two")
        case .quotaOpen, .close4004: .fault(.greeting, .reverb, "max_connections")
        case .originOpen: .fault(.greeting, .reverb, "allowed_origins")
        case .close4009: .fault(.greeting, .reverb, "4009")
        case .close4000: .fault(.greeting, .here, "wss://")
        case .close4001: .fault(.greeting, .here, "REVERB_APP_KEY")
        case .close4003: .fault(.greeting, .reverb, "enable")
        case .close4100: .fault(.greeting, .reverb, "over capacity")
        case .close4200, .close4202: .fault(.subscription, .reverb, "restarts")
        case .close4301: .fault(.subscription, .reverb, "rate_limiting")
        case .hangUp: .fault(.subscription, .proxy, "proxy_read_timeout")
        case .randomDrop, .randomClose: .chance([.subscription, .roundTrip])
        case .noPong: .fault(.roundTrip, .proxy, "pings")
        case .rateLimit, .rateLimitEnd: .healthy("a look sends fewer messages than are allowed")
        case .subscribeSilent: .fault(.subscription, .reverb, "doesn't answer the subscription")
        case .emptyHash, .listHash: .healthy("the client reads both")
        case .noWhispers: .note(.whispers, "accept_client_events_from")
        case .noise, .duplicates: .healthy("the client sorts it out")
        case .wrongKey, .rotatedKey: .healthy("it shows with an event only, and a look can't make one")
        case .auth302: .fault(.authorisation, .laravel, "bootstrap/app.php")
        case .auth401: .fault(.authorisation, .here, "craftdesk login")
        case .auth403: .fault(.authorisation, .laravel, "routes/channels.php")
        case .auth403Project: .note(.authorisation, "routes/channels.php")
        case .auth404: .fault(.authorisation, .here, "app.auth_path")
        case .auth419: .fault(.authorisation, .laravel, "SANCTUM_STATEFUL_DOMAINS")
        case .auth422: .fault(.authorisation, .laravel, "device field")
        case .auth429: .note(.authorisation, "RateLimiter")
        case .auth500: .fault(.authorisation, .laravel, "laravel.log")
        case .authHTML, .authEmpty: .fault(.authorisation, .laravel, "BROADCAST_CONNECTION")
        case .authSlow, .historySlow: .healthy("slow is not wrong; the time shows it")
        case .authSilent: .fault(.authorisation, .laravel, "didn't answer")
        case .authFlaky: .chance([.authorisation])
        case .badSignature: .fault(.subscription, .laravel, "REVERB_APP_SECRET")
        case .noSecret: .fault(.authorisation, .laravel, "encryption_master_key_base64")
        case .tokenRevoked: .fault(.catchUp, .here, "craftdesk login")
        case .noHistory: .fault(.catchUp, .laravel, "events_path")
        case .historyGone: .healthy("what is there is answered")
        case .history500: .fault(.catchUp, .laravel, "laravel.log")
        case .noProjects: .note(.projects, "[[project]]")
        case .noWorkspaces: .healthy("the workspace is known already")
        case .conflict, .action403, .action422, .actionSlow: .healthy("a look changes nothing")
        }
    }

    /// Silence has to be waited for.
    var patience: Duration {
        switch self {
        case .noHandshake, .noGreeting, .noPong, .subscribeSilent, .authSilent: .seconds(3)
        default: .seconds(30)
        }
    }
}

@Suite struct DoctorTests {
    @Test(arguments: Fault.allCases)
    func eachFaultIsNamedRightly(fault: Fault) async throws {
        let findings = try await examine([fault], patience: fault.patience)
        let first = findings.first { if case .fault = $0.result { true } else { false } }
        switch fault.verdict {
        case .fault(let step, let side, let text):
            guard let first, case .fault(let diagnosis) = first.result else {
                Issue.record("\(fault.name): no fault in \(findings)")
                return
            }
            #expect(first.step == step, "\(diagnosis)")
            #expect(diagnosis.side == side, "\(diagnosis)")
            #expect((diagnosis.what + " " + diagnosis.advice).contains(text), "\(diagnosis)")
            #expect(!diagnosis.what.isEmpty && !diagnosis.change.isEmpty)
        case .note(let step, let text):
            #expect(first == nil)
            guard case .note(let what, let diagnosis?)? = findings.first(where: { $0.step == step })?.result
            else {
                Issue.record("\(fault.name): no note in \(findings)")
                return
            }
            #expect((what + " " + diagnosis.advice).contains(text))
        case .healthy: #expect(first == nil)
        case .chance(let steps): if let first { #expect(steps.contains(first.step)) }
        }
    }

    @Test func aHealthyServerHasNoFaultAndEveryStepATime() async throws {
        let findings = try await examine([], patience: .seconds(30))
        #expect(findings.map(\.step) == DoctorStep.allCases)
        for finding in findings {
            if case .fault(let diagnosis) = finding.result { Issue.record("\(diagnosis)") }
            #expect(finding.result != .skipped)
            #expect(finding.time >= .zero)
        }
    }

    private func examine(_ faults: Set<Fault>, patience: Duration) async throws -> [DoctorFinding] {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("quiet"))
        configuration.plays = false
        configuration.faults = faults
        let group = MultiThreadedEventLoopGroup.singleton
        let server = try await SandboxServer.start(configuration, group: group)
        let directory = try TemporaryDirectory()
        var environment = surroundings(of: server, home: directory.path)
        // An encrypted channel, for the faults that are about those.
        environment["CRAFTDESK_WORKSPACE_EXTRA_CHANNELS"] = "private-encrypted-workspace.\(server.workspace)"
        let findings = Mutex<[DoctorFinding]>([])
        let doctor = Doctor(
            loader: ConfigurationLoader(environment: environment, flags: [], profile: nil, configPath: nil),
            environment: environment, paths: Paths(environment: environment), group: group,
            patience: patience, report: { finding in findings.withLock { $0.append(finding) } })
        _ = await doctor.run()
        await server.stop()
        return findings.withLock { $0 }
    }
}
