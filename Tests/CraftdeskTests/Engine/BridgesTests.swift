import API
import App
import Feed
import PusherCore
import Realtime
import Testing

@testable import craftdesk

@Suite struct BridgesTests {
    /// A refused token ends what has no screen; a passing fault doesn't.
    @Test func anErrorOfTheApplicationEndsOnlyWhatNothingHeals() {
        #expect(Problem(APIError.unauthenticated(path: "/x")).fatal == .refused)
        #expect(Problem(APIError.clearText(host: "h")).fatal == .configuration)
        #expect(Problem(APIError.status(500, path: "/x", message: "")).fatal == nil)
        let throttled = Problem(APIError.throttled(path: "/x", retryAfter: 3))
        #expect(throttled.code == 429 && throttled.fatal == nil && !throttled.isOfConnection)
    }

    /// A script that waits for nobody is told so, by where the error comes from.
    @Test func anErrorOfTheConnectionTellsWhatEndsAStart() {
        func atStart(_ code: Int?, _ origin: SessionError.Origin, isFatal: Bool = false) -> craftdesk
            .ExitStatus?
        {
            var error = SessionError(code: code, message: "m", hint: "h", isFatal: isFatal)
            error.origin = origin
            return Problem(error).atStart
        }
        #expect(atStart(nil, .network) == .unreachable)
        #expect(atStart(nil, .stranger) == .notWebSocket)
        #expect(atStart(403, .server) == .refused)
        #expect(atStart(4001, .server, isFatal: true) == .refused)
        #expect(atStart(4100, .server) == nil)
        #expect(Problem(SessionError(message: "m")).isOfConnection)
    }

    @Test func aProjectWithoutAKeyIsCalledByItsName() {
        #expect(Project(Place(id: "3", key: "WEB", name: "Website")).key == "WEB")
        #expect(Project(Place(id: "3", key: nil, name: "Website")).key == "Website")
    }

    /// Whatever the application's channel rule returned.
    @Test(arguments: [
        (#"{"name":"Ana"}"#, "Ana"), (#"{"display_name":"Bo"}"#, "Bo"), (#"{"username":"cy"}"#, "cy"),
        (#"{"email":"d@acme.example"}"#, "d@acme.example"), (#"{"name":5}"#, "user 7"), ("[]", "user 7"),
        ("nonsense", "user 7"),
    ])
    func aMemberHasAName(_ info: String, _ name: String) {
        let member = People.Member(Member(id: "7", info: Array(info.utf8)))
        #expect(member == People.Member(id: "7", name: name))
    }

    @Test func whatProtectsTheConnectionIsSaid() {
        let sentences = [TransportSecurity.plain, .verified, .unverified].map(\.sentence)
        #expect(Set(sentences).count == 3)
        #expect(sentences[2].contains("NOT VERIFIED"))
    }
}
