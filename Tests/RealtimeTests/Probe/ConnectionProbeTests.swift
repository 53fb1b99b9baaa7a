import NIOCore
import NIOPosix
import PusherCore
import Realtime
import Sandbox
import Testing
import WebSocketCore
import WebSocketNIO

/// One connection, step by step, to a real server. What people are told of it is the doctor's.
@Suite struct ConnectionProbeTests {
    private func reports(
        _ faults: Set<Fault> = [], change: (inout RealtimeConfiguration) -> Void = { _ in }
    ) async throws -> [ConnectionProbe.Report] {
        var sandbox = SandboxConfiguration(scenario: try Scenario.named("team"))
        sandbox.plays = false
        sandbox.faults = faults
        let server = try await SandboxServer.start(sandbox, group: MultiThreadedEventLoopGroup.singleton)
        var configuration = RealtimeConfiguration(
            host: "127.0.0.1", port: server.port,
            session: SessionConfiguration(key: server.application.key, isSecure: false))
        configuration.session.connectTimeout = .seconds(10)
        configuration.session.establishTimeout = .seconds(10)
        change(&configuration)
        var reports: [ConnectionProbe.Report] = []
        await ConnectionProbe(configuration: configuration, group: MultiThreadedEventLoopGroup.singleton).run
        {
            reports.append($0)
        }
        await server.stop()
        return reports
    }

    @Test func aHealthyServerPassesEveryStep() async throws {
        let reports = try await reports()
        #expect(reports.map(\.stage) == ProbeStage.allCases)
        guard case .success(.established(let id)) = reports.last?.result else {
            Issue.record()
            return
        }
        #expect(id.contains("."))
        #expect(reports[2].result == .success(.plain))
        #expect(reports.allSatisfy { $0.time >= .zero })
    }

    @Test func itEndsWithTheStepThatFails() async throws {
        let closed = try await reports { $0.port = 1 }
        #expect(closed.map(\.stage) == [.resolution, .tcp])
        guard case .failure(.transport(.unreachable)) = closed.last?.result else {
            Issue.record()
            return
        }
        let nowhere = try await reports { $0.host = "nowhere.invalid" }
        #expect(nowhere.map(\.stage) == [.resolution])
    }

    @Test func aRefusedHandshakeKeepsItsStatus() async throws {
        let reports = try await reports([.handshake403])
        guard case .failure(.transport(.httpStatus(403, _, _))) = reports.last?.result else {
            Issue.record()
            return
        }
        #expect(reports.last?.stage == .handshake)
    }

    @Test(arguments: [(1001, nil), (1006, nil), (1008, 1008), (4100, 4100)] as [(UInt16, Int?)])
    func anEndBeforeTheGreetingIsARefusalWhereItSaysWhy(_ code: UInt16, _ refused: Int?) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = WebSocketHandler(connection: WebSocketConnection(serverWith: patient)) {
                        event, socket in
                        guard case .requested = event else { return }
                        socket.accept()
                        if code == 1006 {
                            socket.hangUp()
                        } else {
                            socket.close(code: CloseCode(rawValue: code))
                        }
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let reports = try await reports { $0.port = server.localAddress?.port ?? 0 }
        try await server.close().get()
        switch reports.last?.result {
        case .failure(.refused(let error)): #expect(error.code == refused)
        case .failure(.ended(let ended)): #expect(refused == nil && ended == Int(code))
        default: Issue.record("\(String(describing: reports.last))")
        }
    }

    @Test func anErrorInThePlaceOfTheGreetingIsKept() async throws {
        let reports = try await reports([.quotaOpen])
        guard case .failure(.refused(let error)) = reports.last?.result else {
            Issue.record()
            return
        }
        #expect(reports.last?.stage == .greeting && error.code == 4004)
    }
}
