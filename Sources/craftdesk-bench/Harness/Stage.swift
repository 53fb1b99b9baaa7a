import Foundation
import NIOPosix
import PusherCore
import Sandbox

/// A server in this process for a client in another: nothing happens on it but what a measurement publishes.
struct Stage {
    let server: SandboxServer
    let directory: String
    private let client: String

    init(client: String) async throws {
        guard FileManager.default.isExecutableFile(atPath: client) else { throw Missing(path: client) }
        self.client = client
        directory = NSTemporaryDirectory() + "craftdesk-bench-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var scenario = try Scenario.named("quiet")
        scenario.history = 0
        var configuration = SandboxConfiguration(scenario: scenario)
        configuration.plays = false
        server = try await SandboxServer.start(configuration, group: MultiThreadedEventLoopGroup.singleton)
    }

    struct Missing: Error, CustomStringConvertible {
        var path: String
        var description: String { "\(path) is not there; build it, or name it with --client." }
    }

    var storePath: String { directory + "/feed.sqlite" }

    /// What the client is told of the server, and of nothing else.
    var environment: [String: String] {
        [
            "CRAFTDESK_SERVER_URL": server.url.replacing("http://", with: "ws://"),
            "CRAFTDESK_SERVER_KEY": server.application.key, "CRAFTDESK_APP_URL": server.url,
            "CRAFTDESK_WORKSPACE_ID": server.workspace, "CRAFTDESK_TOKEN": server.users[0].token,
            "CRAFTDESK_STORE_PATH": storePath, "HOME": directory, "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
        ]
    }

    /// Starts the client's screen and waits until it holds its channels.
    func connected(width: Int, height: Int) async throws -> ScreenClient {
        let screen = try start(width: width, height: height)
        let channel = "private-workspace.\(server.workspace)"
        let deadline = Measuring.now + 60
        while !(await server.subscriptionLog().contains { $0.channel == channel && $0.isSubscribe }) {
            guard Measuring.now < deadline else { throw ScreenClient.TimedOut(what: "the subscription") }
            try await Task.sleep(for: .milliseconds(50))
        }
        // Who I am, the projects and the first history are asked for after it.
        try await Task.sleep(for: .seconds(2))
        return screen
    }

    func start(width: Int, height: Int) throws -> ScreenClient {
        try ScreenClient(client, [], environment: environment, width: width, height: height)
    }

    func publish(_ number: Int, project: Int = 3, series: String = "") async {
        await server.publish(
            EventStream.event, channels: ["private-workspace.\(server.workspace)"],
            data: EventStream.data(number, project: project, series: series))
    }

    /// Publishes as fast as the screen shows it: a server gives a client that lags by megabytes up, and what would
    /// be measured then is how the client comes back.
    func flood(_ numbers: Range<Int>, to screen: ScreenClient) async throws {
        for number in numbers {
            if number % 256 == 0 { try await screen.shows(unread: number - Self.mostAhead) }
            await publish(number)
        }
        try await screen.shows(unread: numbers.upperBound)
    }

    /// 2 MB of events; the server's limit is 4.
    private static let mostAhead = 4096

    func close() async {
        await server.stop()
        try? FileManager.default.removeItem(atPath: directory)
    }
}
