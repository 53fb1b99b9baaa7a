import NIOPosix
import Sandbox
import TestSupport
import Testing

@Suite struct ExampleClientTests {
    @Test func itPrintsWhatHappensOnAPublicChannel() async throws {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("quiet"))
        configuration.plays = false
        let server = try await SandboxServer.start(
            configuration, group: MultiThreadedEventLoopGroup.singleton)
        let client = Task {
            try await BuiltProduct.run(
                "example-client", ["127.0.0.1", String(server.port), "sandbox-key", "news", "1"])
        }
        while await server.subscriptionLog().isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        await server.publish("App\\Events\\Released", channels: ["news"], data: "{\"version\":\"2.0\"}")
        let outcome = try await client.value
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("news subscribed"))
        #expect(outcome.output.contains("App\\Events\\Released"))
        await server.stop()
    }
}
