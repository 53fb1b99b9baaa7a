import PusherCore
import Sandbox

@testable import craftdesk

/// The environment of a program that is to talk to a sandbox.
func surroundings(of server: SandboxServer, home: String) -> [String: String] {
    [
        "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "CRAFTDESK_TOKEN": server.users[0].token,
        "CRAFTDESK_SERVER_URL": server.url.replacing("http://", with: "ws://"),
        "CRAFTDESK_SERVER_KEY": server.application.key, "CRAFTDESK_APP_URL": server.url,
        "CRAFTDESK_WORKSPACE_ID": server.workspace,
    ]
}
