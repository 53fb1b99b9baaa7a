import JSON
import PusherCore
import Testing

@testable import Sandbox

/// Reverb's signed HTTP API, with its exact replies (protocol notes 10.2).
@Suite struct ServerCorePublishingTests {
    private static let event = #"{"name":"E","data":"{}","channel":"news"}"#

    @Test func repliesAreReverbs() async throws {
        try await SandboxServer.withQuiet { server async throws in
            let http = HTTP(server, user: nil)
            let path = "/apps/1"
            #expect(try await http.signed("POST", path + "/events", body: Self.event).text == "{}")
            let batch = #"{"batch":[\#(Self.event)]}"#
            #expect(
                try await http.signed("POST", path + "/batch_events", body: batch).text == #"{"batch":{}}"#)
            #expect(try await http.signed("GET", path + "/channels").text == #"{"channels":{}}"#)
            #expect(try await http.signed("GET", path + "/channels/news").text == #"{"occupied":false}"#)
            #expect(try await http.signed("GET", path + "/channels/news/users").status == 404)
            #expect(try await http.signed("GET", path + "/connections").text == #"{"connections":0}"#)
            #expect(
                try await http.signed("POST", path + "/users/42/terminate_connections", body: "{}").text
                    == "{}")
        }
    }

    @Test func mistakesAreAnsweredAsReverbDoes() async throws {
        try await SandboxServer.withQuiet { server in
            let http = HTTP(server, user: nil)
            let wrong = try await http.signed("POST", "/apps/1/events", body: Self.event, secret: "wrong")
            #expect(wrong.status == 401 && wrong.text == "Authentication signature invalid.")
            #expect(try await http.signed("GET", "/apps/2/channels").status == 404)
            #expect(try await http.signed("POST", "/apps/1/events", body: "not JSON").status == 500)
            for body in [
                #"{"data":"{}","channel":"news"}"#, #"{"name":"E","channel":"news"}"#,
                #"{"name":"E","data":{},"channel":"news"}"#, #"{"name":"E","data":"{}"}"#,
            ] {
                let refused = try await http.signed("POST", "/apps/1/events", body: body)
                #expect(refused.status == 422 && refused.json?["errors"]?.kind == .object, "\(body)")
            }
            let long = #"{"name":"E","channel":"news","data":"\#(String(repeating: "x", count: 10_000))"}"#
            #expect(try await http.signed("POST", "/apps/1/events", body: long).status == 413)
        }
    }

    @Test func whatIsOccupiedIsToldWithItsFigures() async throws {
        try await SandboxServer.withQuiet {
            $0.nodes = 2
        } _: { server in
            let http = HTTP(server, user: nil)
            // A member and a subscriber on each node, by hand.
            let sockets = [try await Socket(server, node: 0), try await Socket(server, node: 1)]
            for socket in sockets {
                try await socket.subscribe("news")
                try await socket.subscribe("presence-project.3", user: "42")
            }
            let news = try await http.signed(
                "GET", "/apps/1/channels/news", query: [("info", "subscription_count")])
            #expect(news.text == #"{"occupied":true,"subscription_count":2}"#)
            // One user on two nodes is one user.
            let members = try await http.signed("GET", "/apps/1/channels/presence-project.3/users", node: 1)
            #expect(members.text == #"{"users":[{"id":"42"}]}"#)
            let list = try await http.signed(
                "GET", "/apps/1/channels",
                query: [("filter_by_prefix", "presence-"), ("info", "user_count")])
            #expect(list.text == #"{"channels":{"presence-project.3":{"user_count":1}}}"#)
            #expect(try await http.signed("GET", "/apps/1/connections").text == #"{"connections":2}"#)
            let info = #"{"name":"E","data":"{}","channels":["presence-project.3"],"info":"user_count"}"#
            #expect(
                try await http.signed("POST", "/apps/1/events", body: info).text
                    == #"{"channels":{"presence-project.3":{"user_count":1}}}"#)
            for socket in sockets { await socket.close() }
        }
    }
}
