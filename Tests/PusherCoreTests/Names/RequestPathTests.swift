import Testing

@testable import PusherCore

/// Protocol notes 1.1 and 1.3.
@Suite struct RequestPathTests {
    @Test(arguments: [
        ("", "/app/k"), ("/ws", "/ws/app/k"), ("ws/", "/ws/app/k"), ("/a/b/", "/a/b/app/k"), ("/", "/app/k"),
        ("/ü", "/%C3%BC/app/k"),
    ])
    func beginsWithThePrefix(_ prefix: String, _ start: String) {
        #expect(
            path(prefix: prefix, key: "k", client: "linux-craftdesk", version: "1.2.3")
                == start + "?protocol=7&client=linux-craftdesk&version=1.2.3&flash=false")
    }

    @Test func theKeyIsOneSegment() {
        #expect(path(prefix: "", key: "a/b?c d", client: "c", version: "1").hasPrefix("/app/a%2Fb%3Fc%20d?"))
    }

    @Test(arguments: ["482917365.10457721", "1.1", "0.0"])
    func socketIDsAreTwoNumbers(_ id: String) { #expect(SocketID.isWellFormed(id)) }

    @Test(arguments: ["", ".", "1.", ".1", "1", "1.1.1", "1.a", "1.1\r\nX: y", "-1.1", "1 .1"])
    func nothingElseGoesIntoAHeader(_ id: String) { #expect(!SocketID.isWellFormed(id)) }
}
