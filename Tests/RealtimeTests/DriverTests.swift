import NIOCore
import NIOPosix
import PusherCore
import Sandbox
import TestSupport
import Testing
import WebSocketCore
import WebSocketNIO

@testable import Realtime

/// The session over real sockets, on the sandbox.
@Suite struct DriverTests {
    @Test func oneSocketCarriesAThousandChannels() async throws {
        try await SandboxServer.withQuiet { server in
            let watcher = Watcher(server)
            let channels = (0..<1_000).map { $0 % 3 == 0 ? "public-\($0)" : "private-\($0)" }
            for channel in channels { watcher.client.subscribe(channel) }
            watcher.client.connect()
            #expect(await watcher.subscribed(channels[999]))
            let order = watcher.events.compactMap { event -> String? in
                if case .subscription(let channel, .subscribed) = event { channel } else { nil }
            }
            #expect(order == channels)
            let log = await server.subscriptionLog().map(\.channel)
            #expect(log == channels)
            #expect(await server.connectionCount() == 1)
            for (number, channel) in channels.enumerated() {
                await server.publish("Event", channels: [channel], data: String(number))
            }
            #expect(await watcher.wait { _ in watcher.received.count >= 1_000 })
            #expect(watcher.received == (0..<1_000).map { "Event \($0)" })
            #expect(await watcher.client.metrics().channels == 1_000)
            // Dropped and back: the same thousand again.
            await server.dropConnections()
            #expect(await watcher.subscribed(channels[999], times: 2))
            await watcher.client.disconnect()
        }
    }

    /// The server is killed and started again on its port, under the client.
    @Test func aKilledServerIsFoundAgain() async throws {
        let first = try await SandboxServer.quiet()
        let watcher = Watcher(first)
        watcher.client.subscribe("private-workspace.7")
        watcher.client.subscribe("presence-project.3")
        watcher.client.connect()
        #expect(await watcher.subscribed("presence-project.3"))
        let socketID = watcher.events.compactMap { if case .established(let id) = $0 { id } else { nil } }
        await first.publish("Before", channels: ["private-workspace.7"], data: "{}")
        #expect(await watcher.wait { _ in watcher.received == ["Before {}"] })
        await first.stop()
        #expect(await watcher.wait(for: .state(.connecting), times: 2))
        await first.publish("Lost", channels: ["private-workspace.7"], data: "{}")
        let second = try await SandboxServer.quiet(resuming: first) { $0.port = first.port }
        #expect(await watcher.subscribed("presence-project.3", times: 2))
        await second.publish("After", channels: ["private-workspace.7"], data: "{}")
        #expect(await watcher.wait { _ in watcher.received.last == "After {}" })
        #expect(watcher.received == ["Before {}", "After {}"])
        let ids = watcher.events.compactMap { if case .established(let id) = $0 { id } else { nil } }
        #expect(ids.count == 2 && Set(ids).count == 2 && socketID.count == 1)
        #expect(watcher.asked.filter { $0 == "private-workspace.7" }.count == 2)
        await watcher.client.disconnect()
        await second.stop()
    }

    /// Protocol notes 11: presence lists are each node's own, so that a client that comes back to another one
    /// replaces what it had, and counts nobody twice.
    @Test func aClientThatComesBackToAnotherNodeReplacesItsLists() async throws {
        try await SandboxServer.withQuiet {
            $0.nodes = 2
        } _: { server in
            let other = Watcher(server, port: server.ports[1])
            other.client.subscribe("presence-project.3")
            other.client.connect()
            #expect(await other.subscribed("presence-project.3"))
            let watcher = Watcher(server, port: server.ports[0])
            watcher.client.subscribe("presence-project.3")
            watcher.client.subscribe("private-workspace.7")
            watcher.client.connect()
            #expect(await watcher.subscribed("private-workspace.7"))
            // Each node delivers to its own sockets, once.
            await server.publish("Once", channels: ["presence-project.3"], data: "{}")
            #expect(await watcher.wait { _ in watcher.received == ["Once {}"] })
            #expect(await other.wait { _ in other.received == ["Once {}"] })
            // A whisper crosses nodes.
            other.client.whisper(
                event: "client-typing", channel: "presence-project.3", data: Array(#"{"name":"Ana"}"#.utf8))
            #expect(await watcher.wait { _ in watcher.received.last == #"client-typing {"name":"Ana"}"# })
            // The balancer moves everybody to the other node.
            await server.route(toNode: 1)
            await server.dropConnections()
            #expect(await watcher.subscribed("private-workspace.7", times: 2))
            #expect(await other.subscribed("presence-project.3", times: 2))
            await server.publish("Again", channels: ["presence-project.3"], data: "{}")
            #expect(await watcher.wait { _ in watcher.received.last == "Again {}" })
            #expect(watcher.received.filter { $0 == "Again {}" }.count == 1)
            let lists = watcher.events.compactMap { event -> [String]? in
                guard case .presence("presence-project.3", .list(let list)) = event else { return nil }
                return list.map(\.id)
            }
            #expect(lists == [["42"], [], ["42"]])
            await watcher.client.disconnect()
            await other.client.disconnect()
        }
    }

    @Test(arguments: Dialect.allCases)
    func everyServerIsMet(_ dialect: Dialect) async throws {
        try await SandboxServer.withQuiet {
            $0.imitates = dialect
        } _: { server in
            let watcher = Watcher(server)
            let channels = [
                "news", "private-workspace.7", "presence-project.3", "cache-prices",
                "private-encrypted-workspace.7",
            ]
            for channel in channels { watcher.client.subscribe(channel) }
            watcher.client.connect()
            for channel in channels { #expect(await watcher.subscribed(channel), "\(channel)") }
            #expect(await watcher.wait(for: .cacheMiss(channel: "cache-prices")))
            await server.publish("Secret", channels: ["private-encrypted-workspace.7"], data: #"{"a":1}"#)
            #expect(await watcher.wait { _ in watcher.received.last == #"Secret {"a":1}"# })
            watcher.client.networkChanged()
            #expect(
                await watcher.wait { $0.contains { if case .roundTrip = $0 { true } else { false } } })
            // It is stopped, as it stops, and the client comes back.
            await server.shutDown()
            #expect(await watcher.subscribed("private-encrypted-workspace.7", times: 2))
            #expect(watcher.count(.subscription(channel: "news", .subscribed)) == 2)
            await watcher.client.disconnect()
            #expect(watcher.events.last == .state(.disconnected))
        }
    }

    /// What people are told where the server is wrong from the start.
    @Test(arguments: [
        (Fault.notHTTP, ConnectionState.failed, "is not a WebSocket server"),
        (.notWebSocket, .connecting, "HTTP 200"), (.wrongAccept, .failed, "is not a WebSocket server"),
        (.handshake401, .failed, "HTTP 401"), (.handshake403, .failed, "HTTP 403"),
        (.handshake404, .failed, "HTTP 404"), (.handshake426, .failed, "HTTP 426"),
        (.handshake429, .connecting, "HTTP 429"), (.handshake502, .connecting, "HTTP 502"),
        (.handshake503, .connecting, "HTTP 503"),
        (.notPusher, .connected, "not of the Pusher protocol"),
        (.quotaOpen, .failed, "as many connections as it may have"),
        (.originOpen, .failed, "does not accept the origin"),
        (.close4000, .connecting, "takes only TLS connections"),
        (.close4001, .failed, "knows no application with the key"),
        (.close4003, .failed, "has the application disabled"),
        (.close4004, .failed, "as many connections as it may have"),
        (.close4009, .failed, "refuses the authorisation"), (.close4100, .connecting, "over capacity"),
    ])
    func aServerThatIsWrongFromTheStart(_ fault: Fault, _ state: ConnectionState, _ words: String)
        async throws
    {
        try await SandboxServer.withQuiet {
            $0.faults = [fault]
        } _: { server in
            let watcher = Watcher(server)
            watcher.client.connect()
            #expect(
                await watcher.wait { _ in watcher.errors.contains { $0.message.contains(words) } },
                "\(watcher.errors)")
            if state != .connected { #expect(await watcher.wait(for: .state(state))) }
            #expect(watcher.errors.allSatisfy { !$0.hint.isEmpty })
            #expect(!watcher.events.contains { if case .established = $0 { true } else { false } })
            await watcher.client.disconnect()
        }
    }

    /// Protocol notes 15.2: a binary message is none of the protocol's, whatever it says.
    @Test func aBinaryMessageIsNotRead() async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = WebSocketHandler(connection: WebSocketConnection(serverWith: patient)) {
                        event, socket in
                        if case .requested = event { socket.accept() }
                        guard case .opened = event else { return }
                        socket.send(binary: Self.greeting("1.1"))
                        socket.send(text: Self.greeting("2.2"))
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        try await SandboxServer.withQuiet { server in
            let watcher = Watcher(server, port: listener.localAddress?.port)
            watcher.client.connect()
            #expect(await watcher.wait(for: .established(socketID: "2.2")))
            #expect(!watcher.events.contains(.established(socketID: "1.1")))
            #expect(await watcher.client.metrics().messagesReceived == 1)
            await watcher.client.disconnect()
        }
        try await listener.close()
    }

    private static func greeting(_ socketID: String) -> [UInt8] {
        let data = #"{\"socket_id\":\"\#(socketID)\",\"activity_timeout\":30}"#
        return Array(#"{"event":"pusher:connection_established","data":"\#(data)"}"#.utf8)
    }

    /// wss:// where the port speaks something else: said at once by a sentence of its own.
    @Test(arguments: [
        (TestProxy.Kind.broken(Array("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".utf8)), "but not in TLS"),
        (.broken(Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8)), "but not in TLS"),
        (.rude, "may not speak TLS"),
    ])
    func aPortWithoutTLSIsNamedAtOnce(_ kind: TestProxy.Kind, _ words: String) async throws {
        try await SandboxServer.withQuiet { server in
            let port = try await TestProxy.start(kind)
            // No time runs out here: what is told is told because of the answer.
            let watcher = Watcher(server, port: port.port) { $0.session.isSecure = true }
            watcher.client.connect()
            #expect(await watcher.wait { _ in !watcher.errors.isEmpty })
            #expect(watcher.errors.first?.message.contains(words) == true, "\(watcher.errors)")
            #expect(watcher.errors.first?.hint.contains("ws://") == true)
            #expect(watcher.errors.first?.origin == .network)
            #expect(await watcher.wait(for: .state(.failed)))
            await watcher.client.disconnect()
            await port.stop()
        }
    }

    /// One that says nothing is waited for as long as anything else, and then has its sentence too.
    @Test func aPortThatIsSilentToTLSIsGivenUp() async throws {
        try await SandboxServer.withQuiet { server in
            let port = try await TestProxy.start(.broken([]))
            let watcher = Watcher(server, port: port.port) {
                $0.session.isSecure = true
                $0.session.connectTimeout = .milliseconds(300)
            }
            watcher.client.connect()
            #expect(await watcher.wait { _ in !watcher.errors.isEmpty })
            #expect(
                watcher.errors.first?.message
                    == "the server did not answer TLS and the WebSocket handshake in time")
            #expect(watcher.errors.first?.hint.contains("ws://") == true)
            await watcher.client.disconnect()
            await port.stop()
        }
    }

    @Test func aServerThatHangsIsGivenUp() async throws {
        for fault in [Fault.noHandshake, .noGreeting] {
            try await SandboxServer.withQuiet {
                $0.faults = [fault]
            } _: { server in
                let watcher = Watcher(server) {
                    $0.session.connectTimeout = .milliseconds(300)
                    $0.session.establishTimeout = .milliseconds(300)
                    $0.session.unavailableAfter = .milliseconds(400)
                }
                watcher.client.connect()
                #expect(await watcher.wait(for: .state(.unavailable)))
                #expect(watcher.errors.count >= 1, "\(fault)")
                await watcher.client.disconnect()
            }
        }
    }

    @Test func aServerWithoutPongsIsLeft() async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [.noPong]
        } _: { server in
            let watcher = Watcher(server) { $0.session.wakePongTimeout = .milliseconds(50) }
            watcher.client.subscribe("news")
            watcher.client.connect()
            #expect(await watcher.subscribed("news"))
            watcher.client.networkChanged()
            #expect(await watcher.subscribed("news", times: 2))
            #expect(watcher.errors.map(\.message) == ["the server stopped answering"])
            await watcher.client.disconnect()
        }
    }

    @Test func aWrongSignatureAndAWrongKeyHaveTheirSentences() async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [.wrongKey]
        } _: { server in
            let watcher = Watcher(server)
            watcher.client.subscribe("private-encrypted-workspace.7")
            watcher.client.connect()
            #expect(await watcher.subscribed("private-encrypted-workspace.7"))
            await server.publish("Secret", channels: ["private-encrypted-workspace.7"], data: "{}")
            #expect(await watcher.wait { _ in !watcher.errors.isEmpty })
            #expect(watcher.errors.first?.hint.contains("encryption_master_key_base64") == true)
            #expect(watcher.asked.count == 2 && watcher.received.isEmpty)
            await watcher.client.disconnect()
        }
    }

    /// Noise, duplicates and connections that end at random: what is published while the client is subscribed
    /// arrives, in order, and nothing else does.
    @Test(arguments: [1, 2] as [UInt64])
    func aWildServerLosesOnlyWhatWasSentWhileItWasGone(_ seed: UInt64) async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [.noise, .randomDrop, .randomClose, .emptyHash]
            $0.seed = seed
        } _: { server in
            let watcher = Watcher(server)
            watcher.client.subscribe("private-workspace.7")
            watcher.client.subscribe("presence-project.3")
            watcher.client.connect()
            #expect(await watcher.subscribed("presence-project.3"))
            var published = 0
            var round = 0
            while watcher.count(.state(.connected)) < 4, round < 400 {
                round += 1
                for _ in 0..<25 {
                    await server.publish("Event", channels: ["private-workspace.7"], data: String(published))
                    published += 1
                }
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(watcher.count(.state(.connected)) >= 4)
            let connected = watcher.count(.subscription(channel: "presence-project.3", .subscribed))
            #expect(connected >= 3)
            let numbers = watcher.received.compactMap { Int($0.dropFirst(6)) }
            #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
            #expect(numbers.count == watcher.received.count && numbers.count > 0)
            await watcher.client.disconnect()
        }
    }
}
