import Addressing
public import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
public import PusherCore
import WebSocketCore
import WebSocketNIO

/// The steps of a connection, in order.
public enum ProbeStage: Int, CaseIterable, Sendable {
    case resolution, tcp, tls, handshake, greeting
}

/// What a step found.
public enum ProbeFinding: Equatable, Sendable {
    /// The host's addresses.
    case addresses([String])
    /// The proxy that finds them, by its address.
    case proxied(String)
    /// The address that answered.
    case connected(String)
    /// There is no TLS in this address.
    case plain
    /// The version of TLS and the certificates shown, the server's own first; whether they were verified.
    case secured(version: String, chain: [CertificateSummary], isVerified: Bool)
    /// 101.
    case upgraded
    /// `pusher:connection_established`.
    case established(socketID: String)
}

/// Why a step failed.
public enum ProbeFailure: Error, Equatable, Sendable {
    /// The transport could not be opened.
    case transport(TransportFailure)
    /// The certificate is not trusted; what was shown.
    case untrusted([CertificateSummary])
    /// The server's error in the place of a greeting, or no greeting.
    case refused(SessionError)
    /// The connection ended before a greeting.
    case ended(code: Int)
}

/// Opens one connection step by step, each step told with its time, by the same parts that the client uses:
/// `TLS`, `WebSocketHandler` and the reading of greetings by `Session`.
public struct ConnectionProbe: Sendable {
    private let configuration: RealtimeConfiguration
    private let loop: any EventLoop

    /// What a step came to.
    public struct Report: Equatable, Sendable {
        public var stage: ProbeStage
        /// How long it took.
        public var time: Duration
        public var result: Result<ProbeFinding, ProbeFailure>
    }

    /// A probe of this server.
    public init(configuration: RealtimeConfiguration, group: any EventLoopGroup) {
        self.configuration = configuration
        loop = group.next()
    }

    /// Goes as far as it can.
    /// - Parameter report: called after each step; a failure is the last.
    public func run(_ report: (Report) async -> Void) async {
        let clock = ContinuousClock()
        var begun = clock.now
        func tell(_ stage: ProbeStage, _ result: Result<ProbeFinding, ProbeFailure>) async {
            await report(Report(stage: stage, time: clock.now - begun, result: result))
            begun = clock.now
        }
        var stage = ProbeStage.resolution
        do throws(ProbeFailure) {
            await tell(stage, .success(try await resolve()))
            stage = .tcp
            let channel = try await connect()
            await tell(stage, .success(.connected(channel.remoteAddress?.ipAddress ?? configuration.host)))
            stage = .tls
            do throws(ProbeFailure) {
                await tell(stage, .success(try await secure(channel)))
                stage = .handshake
                let socket = try await upgrade(channel)
                await tell(stage, .success(.upgraded))
                stage = .greeting
                await tell(stage, .success(.established(socketID: try await greeting(socket))))
            } catch {
                channel.close(promise: nil)
                throw error
            }
            channel.close(promise: nil)
        } catch { await tell(stage, .failure(error)) }
    }

    // MARK: The steps

    private func resolve() async throws(ProbeFailure) -> ProbeFinding {
        // Behind a proxy nobody here knows the name, nor has to.
        if let proxy = configuration.proxy { return .proxied(proxy.address) }
        let (host, port) = (configuration.host, configuration.port)
        do {
            let address = try await NIOThreadPool.singleton.runIfActive {
                try SocketAddress.makeAddressResolvingHost(host, port: port)
            }
            return .addresses([address.ipAddress ?? host])
        } catch { throw .transport(.unreachable("there is no address for \(host)")) }
    }

    private func connect() async throws(ProbeFailure) -> any Channel {
        do {
            let timeout = Int64(configuration.session.connectTimeout / .nanoseconds(1))
            let connector = Connector(
                configuration: configuration, loop: loop, timeout: .nanoseconds(timeout))
            return try await connector.connect(secure: false) { _ in }.get()
        } catch let failure as TransportFailure { throw .transport(failure) } catch {
            throw .transport(TransportFailure(error, host: configuration.host))
        }
    }

    private func secure(_ channel: any Channel) async throws(ProbeFailure) -> ProbeFinding {
        guard configuration.session.isSecure else { return .plain }
        let context: NIOSSLContext
        do throws(TransportFailure) {
            context = try TLS.context(
                caFile: configuration.caFile, isInsecure: configuration.isInsecure)
        } catch { throw .transport(error) }
        let host = configuration.host
        do {
            let version = try await handshake(channel) { try TLS.handler(context, host: host) }
            return .secured(
                version: version, chain: await shownChain(), isVerified: !configuration.isInsecure)
        } catch {
            if let error = error as? ChannelError, case .connectTimeout = error {
                throw .transport(.tls("\(host) took the connection and didn't answer TLS"))
            }
            let chain = await shownChain()
            let text = "\(error)"
            let isDistrust = ["CERTIFICATE_VERIFY_FAILED", "unableToValidate", "failedToValidateHostname"]
                .contains { text.contains($0) }
            if !chain.isEmpty, isDistrust { throw .untrusted(chain) }
            throw .transport(
                TransportFailure(.transport(text), host: host)
                    ?? .tls("TLS with \(host) failed; it may not speak TLS on this port"))
        }
    }

    /// The certificates the server shows, whether they are trusted or not, by a connection of their own over
    /// which nothing is sent.
    private func shownChain() async -> [CertificateSummary] {
        guard let context = try? TLS.context(caFile: nil, isInsecure: true),
            let channel = try? await connect()
        else { return [] }
        defer { channel.close(promise: nil) }
        let shown = NIOLoopBoundBox<[CertificateSummary]>.makeBoxSendingValue(
            [], eventLoop: channel.eventLoop)
        let host = configuration.host
        _ = try? await handshake(channel) {
            let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
            return try NIOSSLClientHandler(
                context: context, serverHostname: isAddress ? nil : host,
                customVerificationCallback: { certificates, promise in
                    shown.value = certificates.map(CertificateSummary.init)
                    promise.succeed(.certificateVerified)
                })
        }
        return (try? await channel.eventLoop.submit { shown.value }.get()) ?? []
    }

    /// Adds TLS to a channel; returns its version once the handshake is done.
    private func handshake(
        _ channel: any Channel, _ handler: @escaping @Sendable () throws -> NIOSSLClientHandler
    ) async throws -> String {
        let done = channel.eventLoop.makePromise(of: Void.self)
        let limit = channel.eventLoop.scheduleTask(
            in: .nanoseconds(Int64(configuration.session.connectTimeout / .nanoseconds(1)))
        ) { done.fail(ChannelError.connectTimeout(.seconds(10))) }
        defer { limit.cancel() }
        do {
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandlers([try handler(), HandshakeWaiter(done)])
            }.get()
        } catch {
            done.fail(error)
            throw error
        }
        try await done.futureResult.get()
        return try await channel.nioSSL_tlsVersion().map { version in
            switch version {
            case .tlsv13: "TLS 1.3"
            case .tlsv12: "TLS 1.2"
            default: "TLS"
            }
        }.get()
    }

    private typealias Events = AsyncStream<WebSocketHandler.Event?>

    /// The WebSocket's events; nil among them is the end of the time for a greeting.
    private func upgrade(_ channel: any Channel) async throws(ProbeFailure) -> (
        events: Events.AsyncIterator, continuation: Events.Continuation
    ) {
        let (stream, continuation) = Events.makeStream()
        let request = HandshakeRequest(configuration, isSecure: configuration.session.isSecure)
        let limits = configuration.webSocket
        do {
            try await channel.eventLoop.submit {
                let handler = WebSocketHandler(
                    connection: WebSocketConnection(client: request, configuration: limits)
                ) { event, _ in
                    continuation.yield(event)
                    if case .closed = event { continuation.finish() }
                }
                try channel.pipeline.syncOperations.addHandler(handler)
            }.get()
        } catch { throw .transport(TransportFailure(error, host: configuration.host)) }
        var events = stream.makeAsyncIterator()
        while let event = await events.next() {
            switch event {
            case .opened: return (events, continuation)
            case .closed(let closure):
                if let error = closure.error, let failure = TransportFailure(error, host: configuration.host)
                {
                    throw .transport(failure)
                }
                throw .ended(code: Int(closure.code.rawValue))
            case .requested, .message, .ping, .pong, .readComplete, nil: break
            }
        }
        throw .ended(code: 1006)
    }

    /// Reads what comes in the place of the greeting, as the session does.
    private func greeting(
        _ socket: (events: Events.AsyncIterator, continuation: Events.Continuation)
    ) async throws(ProbeFailure) -> String {
        let limit = configuration.session.establishTimeout
        let alarm = Task { [continuation = socket.continuation] in
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            continuation.yield(nil)
        }
        defer { alarm.cancel() }
        var events = socket.events
        var session = Session(configuration: configuration.session)
        var random = SystemRandomNumberGenerator()
        var actions: [Session.Action] = []
        session.connect(now: .zero, into: &actions)
        session.transportOpened(now: .zero)
        while let event = await events.next() {
            actions = []
            switch event {
            case .message(let message) where message.kind == .text:
                session.received(text: message.payload, now: .zero, random: &random, into: &actions)
            case .closed(let closure):
                let code = closure.code.rawValue
                session.transportClosed(
                    code: code, reason: closure.reason, now: .zero, random: &random, into: &actions)
                // An end without a reason refuses nothing.
                if case .error(let error)? = actions.first, error.origin != .network { throw .refused(error) }
                throw .ended(code: Int(code))
            case nil: session.timerFired(now: limit, random: &random, into: &actions)
            case .requested, .opened, .message, .ping, .pong, .readComplete: break
            }
            if let socketID = try established(actions) { return socketID }
        }
        throw .ended(code: 1006)
    }

    private func established(_ actions: [Session.Action]) throws(ProbeFailure) -> String? {
        for action in actions {
            if case .established(let socketID) = action { return socketID }
            if case .error(let error) = action { throw .refused(error) }
        }
        return nil
    }
}

/// Waits for the end of a TLS handshake.
private final class HandshakeWaiter: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let done: EventLoopPromise<Void>

    init(_ done: EventLoopPromise<Void>) { self.done = done }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event { done.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(error)
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(ChannelError.eof)
        context.fireChannelInactive()
    }
}
