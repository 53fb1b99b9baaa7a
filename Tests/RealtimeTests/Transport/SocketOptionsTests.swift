import NIOCore
import NIOPosix
import Testing

@testable import Realtime

@Suite struct SocketOptionsTests {
    #if os(Linux)
        /// What the kernel was told, on a real connection.
        @Test func aConnectionNoticesAPeerThatVanished() async throws {
            let server = try await EchoServer.start()
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .realtimeOptions().connect(host: "127.0.0.1", port: server.port).get()
            #expect(try await channel.getOption(.socketOption(.so_keepalive)).get() == 1)
            #expect(try await channel.getOption(.tcpOption(.tcp_nodelay)).get() == 1)
            #expect(try await channel.getOption(.tcpOption(.keepIdle)).get() == 60)
            #expect(try await channel.getOption(.tcpOption(.keepInterval)).get() == 15)
            #expect(try await channel.getOption(.tcpOption(.keepCount)).get() == 4)
            #expect(try await channel.getOption(.tcpOption(.userTimeout)).get() == 30_000)
            try await channel.close()
            await server.stop()
        }
    #endif

    @Test func theHostFieldHasThePortIfItIsUnusual() {
        #expect(Connector.hostField("h", 443, secure: true) == "h")
        #expect(Connector.hostField("h", 80, secure: true) == "h:80")
        #expect(Connector.hostField("h", 80, secure: false) == "h")
        #expect(Connector.hostField("::1", 8080, secure: false) == "[::1]:8080")
        #expect(Connector.hostField("::1", 443, secure: true) == "[::1]")
    }
}
