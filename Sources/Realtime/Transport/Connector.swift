import Addressing
import NIOCore
import NIOPosix
import NIOSOCKS
import NIOSSL
import PusherCore

/// Opens the transport: TCP (to whichever of the server's addresses answers first), a proxy's tunnel, TLS.
struct Connector {
    let configuration: RealtimeConfiguration
    let loop: any EventLoop
    /// From the first packet to an open TCP connection, and from there to a proxy's tunnel.
    var timeout = TimeAmount.seconds(10)

    /// Connects and adds TLS and the handlers of `addHandlers` in the order in which bytes come in.
    /// - Returns: the channel; fails with a `TransportFailure`.
    func connect(
        secure: Bool, addHandlers: @escaping @Sendable (any Channel) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        let host = configuration.host
        let tls: NIOSSLContext?
        do {
            tls =
                secure
                ? try TLS.context(caFile: configuration.caFile, isInsecure: configuration.isInsecure) : nil
        } catch { return loop.makeFailedFuture(error) }
        let addAll: @Sendable (any Channel) throws -> Void = { channel in
            if let tls { try channel.pipeline.syncOperations.addHandler(TLS.handler(tls, host: host)) }
            try addHandlers(channel)
        }
        if let path = configuration.unixSocketPath {
            return bootstrap(addAll).connect(unixDomainSocketPath: path)
                .flatMapErrorThrowing { throw TransportFailure($0, host: path) }
        }
        guard let proxy = configuration.proxy else {
            return bootstrap(addAll).realtimeOptions().connect(host: host, port: configuration.port)
                .flatMapErrorThrowing { throw TransportFailure($0, host: host) }
        }
        return connect(through: proxy, addAll)
    }

    private func bootstrap(
        _ initialize: @escaping @Sendable (any Channel) throws -> Void
    ) -> ClientBootstrap {
        ClientBootstrap(group: loop).connectTimeout(timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try initialize(channel) }
            }
    }

    private func connect(
        through proxy: Proxy, _ addAll: @escaping @Sendable (any Channel) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        let opened = loop.makePromise(of: Void.self)
        let (host, port) = (configuration.host, configuration.port)
        let proxyHost: String
        let proxyPort: Int
        let tunnel: @Sendable (any Channel) throws -> Void
        switch proxy {
        case .http(let host, let port, let credentials):
            (proxyHost, proxyPort) = (host, port)
            let target = Self.authority(configuration.host, configuration.port)
            tunnel = {
                try $0.pipeline.syncOperations.addHandler(
                    ConnectHandler(target: target, credentials: credentials, opened: opened))
            }
        case .socks5(let name, let number):
            (proxyHost, proxyPort) = (name, number)
            // A name is for the proxy to resolve; its length is one byte (RFC 1928 section 5).
            let address = try? SocketAddress(ipAddress: host, port: port)
            guard address != nil || (1...255).contains(host.utf8.count) else {
                opened.fail(ProxyFailure(reason: "takes no such name"))
                return loop.makeFailedFuture(TransportFailure.unreachable("\(host) is no name of a host"))
            }
            let target = address.map { SOCKSAddress.address($0) } ?? .domain(host, port: port)
            tunnel = {
                try $0.pipeline.syncOperations.addHandlers([
                    SOCKSClientHandler(targetAddress: target),
                    SOCKSWatcher(opened: opened),
                ])
            }
        }
        let connected = bootstrap(tunnel).realtimeOptions().connect(host: proxyHost, port: proxyPort)
        let timeout = loop.scheduleTask(in: timeout) {
            opened.fail(ProxyFailure.timedOut)
        }
        // The tunnel may stand before `connect` has returned its channel.
        let channel = connected.flatMap { channel -> EventLoopFuture<any Channel> in
            opened.futureResult.flatMapThrowing { () -> any Channel in
                try addAll(channel)
                return channel
            }
            .flatMapErrorThrowing { error in
                channel.close(promise: nil)
                throw error
            }
        }
        return channel.flatMapErrorThrowing { error in
            let failure =
                error as? ProxyFailure
                ?? ProxyFailure(reason: "can't be reached: \(TransportFailure.cause(error))")
            throw TransportFailure.proxy(proxy.sentence(failure))
        }
        .always { _ in
            timeout.cancel()
            opened.fail(ProxyFailure(reason: "was not reached"))
        }
    }

    /// `Host`: with the port if it is not the scheme's own (RFC 6455 section 4.1).
    static func hostField(_ host: String, _ port: Int, secure: Bool) -> String {
        guard port == (secure ? 443 : 80) else { return authority(host, port) }
        return host.contains(":") ? "[\(host)]" : host
    }

    /// `host:port`, with an IPv6 address in brackets.
    static func authority(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

/// Waits for the SOCKS handler before it to make the connection, then leaves the pipeline.
final class SOCKSWatcher: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let opened: EventLoopPromise<Void>

    init(opened: EventLoopPromise<Void>) { self.opened = opened }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is SOCKSProxyEstablishedEvent else { return context.fireUserInboundEventTriggered(event) }
        opened.succeed()
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        opened.fail(Self.failure(error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        opened.fail(ProxyFailure(reason: "closed the connection"))
        context.fireChannelInactive()
    }

    private static func failure(_ error: any Error) -> ProxyFailure {
        switch error {
        case let error as SOCKSError.ConnectionFailed: .replied(error.reply.value)
        case is SOCKSError.NoValidAuthenticationMethod: .credentialsNotSupported
        default: ProxyFailure(reason: "does not answer like a SOCKS 5 proxy")
        }
    }
}
