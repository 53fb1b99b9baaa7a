import NIOCore
import NIOEmbedded
import NIOPosix

/// How two ends of a connection are joined. A test body that takes a wire runs in memory, where every byte is
/// handed over by the test, and over TCP, where the kernel does what it likes.
enum Wire: CaseIterable, Sendable {
    case memory, tcp

    /// Joins two ends on one event loop, calls the body, and ends both.
    /// - Parameters:
    ///   - client: adds what the client's end has; called on the loop.
    ///   - body: gets the loop, and a function that waits until a condition holds on it.
    func join(
        client: @escaping @Sendable (any Channel) throws -> Void,
        server: @escaping @Sendable (any Channel) throws -> Void,
        body: (any EventLoop, Until) async throws -> Void
    ) async throws {
        switch self {
        case .memory:
            let loop = NIOAsyncTestingEventLoop()
            let left = NIOAsyncTestingChannel(loop: loop)
            let right = NIOAsyncTestingChannel(loop: loop)
            try await loop.executeInContext {
                try server(right)
                try client(left)
            }
            try await right.connect(to: SocketAddress(unixDomainSocketPath: "/memory"))
            try await left.connect(to: SocketAddress(unixDomainSocketPath: "/memory"))
            try await body(
                loop,
                Until(loop: loop) {
                    while true {
                        if let bytes = try await left.readOutbound(as: ByteBuffer.self) {
                            if right.isActive { try await right.writeInbound(bytes) }
                        } else if let bytes = try await right.readOutbound(as: ByteBuffer.self) {
                            if left.isActive { try await left.writeInbound(bytes) }
                        } else if left.isActive != right.isActive {
                            // One end closed: the other reads the end of the stream.
                            try await (left.isActive ? left : right).close()
                        } else {
                            return
                        }
                    }
                })
            _ = try? await left.finish(acceptAlreadyClosed: true)
            _ = try? await right.finish(acceptAlreadyClosed: true)
            await loop.shutdownGracefully()
        case .tcp:
            let group = MultiThreadedEventLoopGroup.singleton
            let loop = group.next()
            let listener = try await ServerBootstrap(group: loop)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try server(channel) }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            let channel = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try client(channel) }
                }
                .connect(host: "127.0.0.1", port: listener.localAddress?.port ?? 0).get()
            try await body(loop, Until(loop: loop) { try await Task.sleep(for: .milliseconds(2)) })
            try? await channel.close()
            try? await listener.close()
        }
    }

    /// Waits, on whichever wire.
    struct Until {
        let loop: any EventLoop
        let pump: () async throws -> Void

        /// True as soon as the condition holds; false when it doesn't within four minutes.
        func callAsFunction(_ condition: @escaping @Sendable () -> Bool) async throws -> Bool {
            let end = ContinuousClock.now + .seconds(240)
            while ContinuousClock.now < end {
                try await pump()
                if try await loop.submit(condition).get() { return true }
            }
            return false
        }
    }
}
