import API
import Feed
import Foundation
import Logging
import NIOCore
import PusherCore
import Realtime
import WebSocketCore

/// `craftdesk doctor`: the way of a connection step by step, by the parts the client itself uses, up to the
/// first fault; terminal and store are looked at in any case.
struct Doctor: Sendable {
    var loader: ConfigurationLoader
    var environment: [String: String]
    var paths: Paths
    var group: any EventLoopGroup
    /// How long any one step may take.
    var patience = Duration.seconds(10)
    /// Called after each step.
    var report: @Sendable (DoctorFinding) -> Void

    /// Runs all steps; the status is the first fault's.
    func run() async -> ExitStatus {
        let bench = StepBench(report: report)
        var status = ExitStatus.done
        do throws(Diagnosed) {
            try await connect(bench)
        } catch { status = error.diagnosis.status }
        for step in DoctorStep.allCases where step != .terminal && step != .store && !bench.isDone(step) {
            bench.tell(step, .skipped)
        }
        bench.tell(.terminal, TerminalStep.look(environment: environment))
        let store = bench.time { StoreStep.look(loader, paths) }
        bench.tell(.store, store)
        if status == .done, case .fault(let diagnosis) = store { status = diagnosis.status }
        return status
    }

    private func connect(_ bench: StepBench) async throws(Diagnosed) {
        let (settings, context) = try configuration(bench)
        let token = try self.token(settings.0, bench)
        let configuration = realtime(settings.1)
        let socketID = try await probe(configuration, context, bench)
        let api: APIClient
        do throws(APIError) {
            api = try APIClient(configuration: settings.1.api, token: token)
        } catch {
            throw bench.fault(.whoami, Diagnosis(error, route: "/api/user", context))
        }
        do throws(Diagnosed) {
            let user = try await whoami(api, context, bench)
            let projects = await self.projects(api, settings.1, context, bench)
            var channels = settings.1.standingChannels(user: settings.1.userID ?? user)
            if let project = projects.first { channels += settings.1.channels(ofProject: project) }
            try await authorise(channels, api, socketID, context, bench)
            try await ConnectionSteps(
                configuration: configuration, api: api, channels: channels, context: context, group: group,
                patience: patience, bench: bench
            ).run()
            try await catchUp(api, settings.1, context, bench)
        } catch {
            await api.shutdown()
            throw error
        }
        await api.shutdown()
    }

    /// The client's own configuration with the doctor's patience.
    private func realtime(_ settings: ClientSettings) -> RealtimeConfiguration {
        var configuration = settings.realtime
        configuration.session.connectTimeout = patience
        configuration.session.establishTimeout = patience
        configuration.session.subscribeTimeout = patience
        configuration.session.wakePongTimeout = min(patience, configuration.session.wakePongTimeout)
        configuration.webSocket.handshakeTimeout = patience
        return configuration
    }

    // MARK: On this machine

    private func configuration(_ bench: StepBench) throws(Diagnosed) -> (
        (Configuration, ClientSettings), DiagnosisContext
    ) {
        do throws(ConfigurationError) {
            let configuration = try loader.load()
            let settings = try ClientSettings(configuration)
            _ = try configuration.keymap()
            _ = try configuration.deliveryPolicy()
            let file = configuration.file ?? "the environment"
            let profile = configuration.profile.map { ", profile \($0)" } ?? ""
            bench.tell(.configuration, .good("\(file)\(profile)"))
            return ((configuration, settings), DiagnosisContext(settings, file: file))
        } catch {
            let file = (try? loader.inspect().0.file) ?? paths.configurationFile
            var text = error.description
            if text.hasSuffix(".") { text.removeLast() }
            throw bench.fault(
                .configuration,
                Diagnosis(
                    text, .here, file, "correct it; \"craftdesk config check\" tells when it is right",
                    .configuration))
        }
    }

    private func token(_ configuration: Configuration, _ bench: StepBench) throws(Diagnosed) -> String {
        let source = TokenSource(configuration, environment: environment, paths: paths)
        do throws(Failure) {
            let token = try bench.time { () throws(Failure) in try source.token() }
            bench.tell(.token, .good(source.place { "\($0), mode 600" }))
            return token
        } catch {
            let parts = error.description.split(separator: "; ", maxSplits: 1)
            var change = parts.count > 1 ? String(parts[1]) : "run \"craftdesk login\""
            if change.hasSuffix(".") { change.removeLast() }
            throw bench.fault(
                .token, Diagnosis(String(parts.first ?? ""), .here, source.place(), change, error.status))
        }
    }

    // MARK: The connection

    private func probe(
        _ configuration: RealtimeConfiguration, _ context: DiagnosisContext, _ bench: StepBench
    ) async throws(Diagnosed) -> String {
        let now = Int(Date().timeIntervalSince1970)
        var outcome: Result<String, Diagnosed> = .failure(
            Diagnosed(.ended(nil)))
        await ConnectionProbe(configuration: configuration, group: group).run { step in
            bench.setTime(step.time)
            switch step.result {
            case .success(.established(let socketID)):
                outcome = .success(socketID)
                bench.tell(.greeting, .good("socket \(socketID)"))
            case .success(let finding):
                bench.tell(DoctorStep(step.stage), finding.result(now: now))
            case .failure(let failure):
                outcome = .failure(
                    bench.fault(
                        DoctorStep(step.stage), Diagnosis(failure, at: step.stage, context, now: now)))
            }
        }
        return try outcome.get()
    }

    // MARK: The application

    private func whoami(_ api: APIClient, _ context: DiagnosisContext, _ bench: StepBench)
        async throws(Diagnosed) -> String
    {
        bench.begin()
        do throws(APIError) {
            let user = try await api.user()
            bench.tell(.whoami, .good("\(user.name), user \(user.id)"))
            return user.id
        } catch { throw bench.fault(.whoami, Diagnosis(error, route: "/api/user", context)) }
    }

    /// Projects are a nicety: without a list the configuration's own are used.
    private func projects(
        _ api: APIClient, _ settings: ClientSettings, _ context: DiagnosisContext, _ bench: StepBench
    ) async -> [String] {
        let own = settings.projects.map(\.id)
        bench.begin()
        guard settings.projects.isEmpty, api.listsProjects else {
            bench.tell(.projects, .good("\(own.count) in the configuration"))
            return own
        }
        do throws(APIError) {
            let projects = try await api.projects(workspace: settings.workspace)
            bench.tell(.projects, .good("\(projects.count): " + projects.map(\.name).joined(separator: ", ")))
            return projects.map(\.id)
        } catch {
            var diagnosis = Diagnosis(error, route: context.projectsPath, context)
            if case .notFound = error {
                diagnosis = Diagnosis(
                    error.message, .here, context.file,
                    "set app.projects_path = \"\" and list the projects as [[project]], or add the route to routes/api.php",
                    .done)
            }
            bench.tell(.projects, .note(diagnosis.what, diagnosis))
            return []
        }
    }

    private func authorise(
        _ channels: [String], _ api: APIClient, _ socketID: String, _ context: DiagnosisContext,
        _ bench: StepBench
    ) async throws(Diagnosed) {
        bench.begin()
        var note: Diagnosis?
        var count = 0
        let asked = channels.filter { ChannelName($0)?.needsAuthorisation ?? false }
        let answers = await answers(asked, api, socketID)
        for (index, channel) in asked.enumerated() {
            let kind = ChannelName(channel)?.kind
            let answer = answers[channel] ?? nil
            let isFirst = index == 0
            switch answer {
            case .granted(_, _, nil) where kind == .encrypted:
                throw bench.fault(.authorisation, .noSharedSecret(channel))
            case .granted: count += 1
            case .throttled(let wait):
                note = Diagnosis(
                    channel: channel, status: 429,
                    message: wait.map { "again in \($0.components.seconds) s" } ?? "", isFirst: isFirst,
                    context)
            case .refused(let status, let message):
                let diagnosis = Diagnosis(
                    channel: channel, status: status, message: message, isFirst: isFirst, context)
                // Who is in a project is a nicety, and one channel's refusal keeps nobody from the others.
                guard isFirst else {
                    note = diagnosis
                    continue
                }
                throw bench.fault(.authorisation, diagnosis)
            case .unreachable, nil:
                throw bench.fault(
                    .authorisation,
                    Diagnosis(channel: channel, status: nil, message: "", isFirst: isFirst, context))
            }
        }
        if let note {
            bench.tell(.authorisation, .note("\(count) channels authorised; \(note.what)", note))
        } else {
            bench.tell(.authorisation, .good("\(count) channels at \(context.authPath)"))
        }
    }

    /// The application's answers, asked for all at once; none where it took too long.
    private func answers(_ channels: [String], _ api: APIClient, _ socketID: String) async
        -> [String: ChannelAuthorisation?]
    {
        await withTaskGroup(of: (String, ChannelAuthorisation?).self) { group in
            for channel in channels {
                group.addTask { [patience] in
                    (
                        channel,
                        await within(patience) { await api.authorise(channel: channel, socketID: socketID) }
                    )
                }
            }
            var answers: [String: ChannelAuthorisation?] = [:]
            for await (channel, answer) in group { answers[channel] = answer }
            return answers
        }
    }

    private func catchUp(
        _ api: APIClient, _ settings: ClientSettings, _ context: DiagnosisContext, _ bench: StepBench
    ) async throws(Diagnosed) {
        guard api.canCatchUp else {
            bench.tell(
                .catchUp, .note("app.events_path is empty: what is missed while offline stays missed", nil))
            return
        }
        bench.begin()
        do throws(APIError) {
            let page = try await api.events(workspace: settings.workspace, after: nil, limit: 1)
            bench.tell(.catchUp, .good(page.cursor.map { "cursor \($0)" } ?? "no entries yet"))
        } catch .notFound(let path, _) {
            throw bench.fault(
                .catchUp,
                Diagnosis(
                    "the application has no \(path) (404)", .laravel, "routes/api.php",
                    "add the catch-up route (document \"Your Laravel application\"), or set app.events_path = \"\" here",
                    .notWebSocket))
        } catch {
            throw bench.fault(.catchUp, Diagnosis(error, route: context.eventsPath, context))
        }
    }
}

extension DoctorStep {
    init(_ stage: ProbeStage) {
        switch stage {
        case .resolution: self = .resolution
        case .tcp: self = .tcp
        case .tls: self = .tls
        case .handshake: self = .handshake
        case .greeting: self = .greeting
        }
    }
}

extension ProbeFinding {
    /// What a step of the probe found, for people.
    func result(now: Int) -> DoctorResult {
        switch self {
        case .addresses(let addresses): return .good(addresses.joined(separator: ", "))
        case .proxied(let proxy): return .good("by the proxy \(proxy)")
        case .connected(let address): return .good(address)
        case .plain: return .good("none: server.url begins with ws://")
        case .upgraded: return .good("101 Switching Protocols")
        case .established(let socketID): return .good("socket \(socketID)")
        case .secured(let version, let chain, let isVerified):
            let names = chain.map { $0.subject.isEmpty ? $0.names.first ?? "?" : $0.subject }
            let text = "\(version), \(names.joined(separator: " < "))"
            let days = ((chain.map(\.validUntil).min() ?? now) - now) / 86_400
            guard isVerified else {
                return .note(
                    "\(text), NOT VERIFIED",
                    Diagnosis(
                        "any certificate is accepted", .here, "the configuration",
                        "name your authority in server.ca_file and take server.insecure out", .done))
            }
            guard !chain.isEmpty, days < 15 else { return .good("\(text), valid for \(days) days") }
            return .note(
                "\(text), valid for \(days) days only",
                Diagnosis(
                    "the certificate is over in \(days) days", .proxy, "certbot's timer",
                    "see that it is renewed", .done))
        }
    }
}

/// The work's result, or nil where it takes longer than the limit.
func within<Result: Sendable>(_ limit: Duration, _ work: @escaping @Sendable () async -> Result) async
    -> Result?
{
    await withTaskGroup(of: Result?.self) { group in
        group.addTask { await work() }
        group.addTask {
            // Cancelled when the work was faster.
            try? await Task.sleep(for: limit)
            return nil
        }
        let first = await group.next() ?? nil
        group.cancelAll()
        return first
    }
}
