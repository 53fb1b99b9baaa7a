extension WebSocketConnection {
    /// A client and a server that have shaken hands in memory, with nothing more to write: for benchmarks,
    /// fuzzing and tests.
    package static func pair(
        _ configuration: ConnectionConfiguration = .init(), random: inout some RandomNumberGenerator
    ) -> (client: WebSocketConnection, server: WebSocketConnection) {
        var client = WebSocketConnection(
            client: HandshakeRequest(target: "/", host: "h"), configuration: configuration)
        var server = WebSocketConnection(serverWith: configuration)
        var up: [Action] = []
        var down: [Action] = []
        client.start(now: .zero, random: &random, into: &up)
        server.start(now: .zero, random: &random, into: &down)
        for case .write(let bytes) in up { server.receive(bytes, now: .zero, random: &random, into: &down) }
        server.accept(now: .zero, random: &random, into: &down)
        for case .write(let bytes) in down { client.receive(bytes, now: .zero, random: &random, into: &up) }
        return (client, server)
    }
}
