import JSON
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

/// The doctor by the built program: lines, JSON and the exit status.
@Suite struct DoctorCommandTests {
    @Test func everyStepIsALineAndAHealthyServerIsDone() async throws {
        let sandbox = try await SandboxTool(plays: false)
        let outcome = try await sandbox.tool.run("doctor")
        let json = try await sandbox.tool.run("doctor", "--json")
        await sandbox.end()
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        for step in DoctorStep.allCases { #expect(outcome.output.contains(" \(step.title) ")) }
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(outcome.errors == "")
        let steps = try json.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(steps.compactMap { $0["step"]?.string } == DoctorStep.allCases.map(\.rawValue))
        let isTimed = steps.allSatisfy { ($0["milliseconds"]?.double ?? -1) >= 0 }
        #expect(isTimed)
    }

    @Test(arguments: [
        (Fault.close4001, Int32(77), "REVERB_APP_KEY"), (.handshake502, 69, "reverb:start"),
        (.notPusher, 76, "server.url"), (.auth403, 77, "routes/channels.php"),
    ])
    func theStatusIsTheFaults(fault: Fault, status: Int32, change: String) async throws {
        let sandbox = try await SandboxTool([fault], plays: false)
        let outcome = try await sandbox.tool.run("doctor")
        await sandbox.end()
        #expect(outcome.status == status, "\(outcome.output)")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.hasPrefix("FAULT") }.count == 1)
        let fault = lines.firstIndex { $0.hasPrefix("FAULT") } ?? 0
        #expect(lines.dropFirst(fault + 1).first?.contains(change) == true, "\(outcome.output)")
        #expect(outcome.output.contains("not reached"))
    }

    @Test func withoutAConfigurationTheFirstStepSaysSo() async throws {
        let outcome = try await CommandLineTool().run("doctor")
        #expect(outcome.status == 78)
        #expect(outcome.output.hasPrefix("FAULT configuration"))
        #expect(outcome.output.contains("server.url"))
    }

    @Test func notificationsAreTriedWithoutAServer() async throws {
        let outcome = try await CommandLineTool().run("doctor", "--notify")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.output.isEmpty)
    }
}
