import PusherCore
import Testing

@testable import Sandbox

/// One port for both: what the head of the first request asks for decides.
@Suite struct ConnectionsTests {
    private func exchange(_ request: String, _ server: SandboxServer) async throws -> String {
        String(decoding: try await HTTP.exchange(Array(request.utf8), port: server.port), as: UTF8.self)
    }

    @Test func aWebSocketAndARequestShareThePort() async throws {
        try await SandboxServer.withQuiet { server in
            let socket = try await Socket(server)
            #expect(await socket.message(with: "connection_established") != nil)
            await socket.close()
            #expect(try await HTTP(server)("GET", "/api/user").status == 200)
        }
    }

    /// Reverb closes after each answer.
    @Test func anAnswerEndsItsConnection() async throws {
        try await SandboxServer.withQuiet { server in
            let answer = try await HTTP(server)("GET", "/api/user")
            #expect(answer.headers["connection"] == "close")
            #expect(answer.headers["content-length"] == String(answer.body.count))
        }
    }

    @Test func whatIsTooLongIsRefusedOnce() async throws {
        try await SandboxServer.withQuiet { server in
            let body = String(repeating: "x", count: 3 << 20)
            let head =
                "POST /api/tasks/142/comments HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.count)\r\n\r\n"
            let answer = try await exchange(head + body, server)
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.components("HTTP/1.1 413 ").count == 2)
            // The next one is served.
            #expect(try await HTTP(server)("GET", "/api/user").status == 200)
        }
    }

    @Test func whatIsNoHTTPEndsTheConnection() async throws {
        try await SandboxServer.withQuiet { server in
            _ = try await exchange("\u{16}\u{3}\u{1} hello\r\n\r\n", server)
            #expect(try await HTTP(server)("GET", "/api/user").status == 200)
        }
    }
}
