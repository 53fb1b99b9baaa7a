import NIOPosix
import PusherCore
import Realtime
import Sandbox
import Testing

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

    @Test func anErrorInThePlaceOfTheGreetingIsKept() async throws {
        let reports = try await reports([.quotaOpen])
        guard case .failure(.refused(let error)) = reports.last?.result else {
            Issue.record()
            return
        }
        #expect(reports.last?.stage == .greeting && error.code == 4004)
    }
}
