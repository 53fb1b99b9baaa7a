import Logging
import NIOPosix
import PusherCore
import Realtime

/// Prints what happens on a public channel, and ends after so many events:
/// `example-client HOST PORT KEY CHANNEL COUNT`
@main
struct ExampleClient {
    static func main() async {
        let words = CommandLine.arguments.dropFirst().map { $0 }
        guard words.count == 5, let port = Int(words[1]), var left = Int(words[4]) else {
            return print("usage: example-client HOST PORT KEY CHANNEL COUNT")
        }
        let (events, continuation) = AsyncStream<RealtimeEvent>.makeStream()
        let client = RealtimeClient(
            configuration: RealtimeConfiguration(
                host: words[0], port: port,
                session: SessionConfiguration(key: words[2], isSecure: port == 443)),
            group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "example"),
            // A private channel would ask the application for a signature here.
            authorise: { _, _ in .refused(status: 403, message: "") },
            onEvents: { for event in $0 { continuation.yield(event) } }
        )
        client.subscribe(words[3])
        client.connect()
        for await event in events {
            switch event {
            case .subscription(let channel, let state): print(channel, state)
            case .event(let event):
                print(event.name, event.data)
                left -= 1
            case .error(let error): print(error)
            default: break
            }
            if left <= 0 { break }
        }
        await client.disconnect()
    }
}
