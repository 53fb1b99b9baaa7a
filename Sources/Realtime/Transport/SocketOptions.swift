import NIOCore
import NIOPosix
import WebSocketNIO

extension ClientBootstrap {
    /// What a connection that stays open all day needs of TCP: small messages are sent at once, a peer that
    /// vanished is noticed by the kernel even while nothing is sent, unanswered data does not wait for the
    /// quarter of an hour that is Linux's default, and reads grow with what comes.
    func realtimeOptions() -> ClientBootstrap {
        let bootstrap = channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.recvAllocator, value: AdaptiveRecvByteBufferAllocator.webSocket)
        #if os(Linux)
            return bootstrap.channelOption(.tcpOption(.keepIdle), value: 60)
                .channelOption(.tcpOption(.keepInterval), value: 15)
                .channelOption(.tcpOption(.keepCount), value: 4)
                .channelOption(.tcpOption(.userTimeout), value: 30_000)
        #else
            return bootstrap
        #endif
    }
}

#if os(Linux)
    /// Linux's numbers, from <netinet/tcp.h>; NIO has no names for them.
    extension NIOBSDSocket.Option {
        /// Seconds without traffic before the first probe.
        static let keepIdle = NIOBSDSocket.Option(rawValue: 4)
        /// Seconds between probes.
        static let keepInterval = NIOBSDSocket.Option(rawValue: 5)
        /// Unanswered probes before the connection counts as dead.
        static let keepCount = NIOBSDSocket.Option(rawValue: 6)
        /// Milliseconds that sent data may stay unacknowledged (RFC 5482).
        static let userTimeout = NIOBSDSocket.Option(rawValue: 18)
    }
#endif
