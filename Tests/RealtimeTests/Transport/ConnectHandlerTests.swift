import Addressing
import NIOCore
import NIOEmbedded
import Testing

@testable import Realtime

@Suite struct ConnectHandlerTests {
    private let channel = EmbeddedChannel()
    private let opened: EventLoopPromise<Void>

    init() { opened = channel.embeddedEventLoop.makePromise() }

    private func connect(credentials: String? = nil) throws -> String {
        try channel.pipeline.syncOperations.addHandler(
            ConnectHandler(target: "h:443", credentials: credentials, opened: opened))
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/p"), promise: nil)
        let head: ByteBuffer? = try channel.readOutbound()
        return head.map { String(buffer: $0) } ?? ""
    }

    /// Why there is no tunnel; nil where there is one, or nobody knows yet.
    private func failure() -> ProxyFailure? {
        var failure: ProxyFailure?
        opened.futureResult.assumeIsolated().whenFailure { failure = $0 as? ProxyFailure }
        return failure
    }

    private func isOpen() -> Bool {
        var isOpen = false
        opened.futureResult.assumeIsolated().whenSuccess { isOpen = true }
        return isOpen
    }

    private func receive(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    @Test func itAsksForTheServerWithCredentialsOnlyIfThereAreAny() throws {
        #expect(try connect() == "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n")
        opened.succeed()
    }

    @Test func credentialsAreBasic() throws {
        #expect(try connect(credentials: "u:p").contains("\r\nProxy-Authorization: Basic dTpw\r\n"))
        opened.succeed()
    }

    /// The server may speak before the client does: what follows the head is its, in however many pieces.
    @Test func whatFollowsTheHeadIsTheServers() throws {
        _ = try connect()
        try receive("HTTP/1.1 200 Connection est")
        #expect(!isOpen())
        try receive("ablished\r\nVia: x\r\n\r\nearly")
        #expect(isOpen())
        let early: ByteBuffer? = try channel.readInbound()
        #expect(early.map { String(buffer: $0) } == "early")
        try receive("late")
        let late: ByteBuffer? = try channel.readInbound()
        #expect(late.map { String(buffer: $0) } == "late")
    }

    @Test(arguments: [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", ProxyFailure.wrongCredentials),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", ProxyFailure.answered(502, "Bad Gateway")),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", ProxyFailure(reason: "does not answer like an HTTP proxy")),
    ])
    func aRefusalIsTold(_ answer: String, _ expected: ProxyFailure) throws {
        _ = try connect()
        try receive(answer)
        #expect(failure() == expected)
        #expect(!channel.isActive)
    }

    @Test func anEndlessHeadIsGivenUp() throws {
        _ = try connect()
        try receive("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 20_000))
        #expect(failure() == ProxyFailure(reason: "does not answer like an HTTP proxy"))
    }

    @Test func anEndWithoutAnAnswerIsTold() throws {
        _ = try connect()
        channel.pipeline.fireChannelInactive()
        #expect(failure() == ProxyFailure(reason: "closed the connection"))
    }
}
