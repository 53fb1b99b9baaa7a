import PusherCore
import Testing

@testable import Sandbox

/// Which request goes where, and who may make it. What comes of it is the handlers'.
@Suite struct RoutesTests {
    @Test func aRouteIsFoundByMethodAndPath() async throws {
        try await SandboxServer.withQuiet { server in
            let http = HTTP(server)
            let wanted = [
                ("GET", "/up", 200), ("GET", "/api/tasks/142?x=1", 200), ("GET", "/api/tasks/%31%34%32", 200),
                ("GET", "/api/tasks/142/nothing", 404), ("GET", "/nothing", 404),
                ("PUT", "/api/tasks/142", 405),
            ]
            for (method, path, status) in wanted {
                let answer = try await http(method, path)
                #expect(answer.status == status, "\(method) \(path)")
            }
        }
    }

    /// Laravel's routes want a token, Reverb's a signature; each refuses the other's.
    @Test func everyRouteButTheOpenOnesIsGuarded() async throws {
        try await SandboxServer.withQuiet { server in
            let stranger = HTTP(server, user: nil)
            for route in Route.all where route.access != .open {
                let path = route.pattern.split(separator: "/").map { $0 == "*" ? "1" : $0 }
                let status = try await stranger(route.method, "/" + path.joined(separator: "/")).status
                #expect(status == 401, "\(route.method) \(route.pattern)")
            }
            let unsigned = try await HTTP(server)("GET", "/apps/\(server.application.id)/channels")
            #expect(unsigned.status == 401)
        }
    }

    @Test func aFormAndAnObjectHaveTheSameFields() {
        func request(_ type: String, _ body: String) -> Request {
            Request(
                method: "POST", path: "/", query: [:], contentType: type, body: Array(body.utf8))
        }
        let form = request("application/x-www-form-urlencoded", "a=1&b=x+%26+y&c&d=e=f&&=g")
        #expect(form.fields == ["a": "1", "b": "x & y", "c": "", "d": "e=f", "": "g"])
        let object = request("application/json; charset=utf-8", #"{"a":1,"b":"x & y","c":null}"#)
        #expect(object.fields == ["a": "1", "b": "x & y"])
        #expect(request("application/json", "nonsense").fields.isEmpty)
    }
}
