import API
import Testing

@Suite struct APITypesTests {
    @Test func theDefaultsAreThoseOfTheContract() {
        let configuration = APIConfiguration(baseURL: "https://acme.example", host: "acme.example")
        #expect(configuration.authPath == "/broadcasting/auth")
        #expect(configuration.loginPath == "/sanctum/token")
        #expect(configuration.taskPath == "/api/tasks/{task}")
        #expect(configuration.projectsPath == "/api/workspaces/{workspace}/projects")
        #expect(configuration.eventsPath == "/api/workspaces/{workspace}/events")
        #expect(configuration.maySendToken)
        #expect(!configuration.isInsecure)
    }
}
