import Testing

@testable import Sandbox

@Suite struct FaultsTests {
    private func statuses(_ faults: Set<Fault>, _ channel: String = "private-a", times: Int = 1) -> [Int?] {
        let faults = Faults(faults, seed: 1)
        return (0..<times).map { _ in faults.authorisation(of: channel, socketID: "1.2")?.status }
    }

    @Test func withoutAFaultNothingIsAnsweredInstead() {
        let faults = Faults([], seed: 1)
        #expect(faults.authorisation(of: "private-a", socketID: "1.2") == nil)
        #expect(faults.action == nil)
        #expect(faults.authorisationDelay == nil && faults.actionDelay == nil && faults.historyDelay == nil)
        #expect(!faults.givesOutdatedKey(of: "private-encrypted-a"))
    }

    @Test(
        arguments: [
            (.auth302, 302), (.auth401, 401), (.auth403, 403), (.auth404, 404), (.auth419, 419),
            (.auth422, 422),
            (.auth500, 500), (.authHTML, 200), (.authEmpty, 200),
        ] as [(Fault, Int)])
    func anAuthorisationIsRefusedEachTime(_ fault: Fault, _ status: Int) {
        #expect(statuses([fault], times: 3) == [status, status, status])
    }

    @Test func oneProjectsChannelsMayBeRefusedAlone() {
        #expect(statuses([.auth403Project], "private-project.3") == [403])
        #expect(statuses([.auth403Project], "private-workspace.7") == [nil])
    }

    /// A limit is passed once for each channel of a connection.
    @Test func aLimitHealsAtTheSecondTry() { #expect(statuses([.auth429], times: 3) == [429, nil, nil]) }

    @Test func theSameSeedFailsAtTheSameTimes() {
        let first = statuses([.authFlaky], times: 100)
        #expect(first == statuses([.authFlaky], times: 100))
        #expect(first.contains(500) && first.contains(nil))
    }

    @Test func aKeyIsOutdatedOnce() {
        let faults = Faults([.rotatedKey], seed: 1)
        let given = ["a", "a", "b"].map { faults.givesOutdatedKey(of: $0) }
        #expect(given == [true, false, true])
    }

    /// Another set of faults remembers nothing of the one before.
    @Test func aChangeForgets() {
        let faults = Faults([.auth429, .tokenRevoked], seed: 1)
        faults.areTokensRevoked = true
        _ = faults.authorisation(of: "private-a", socketID: "1.2")
        faults.use([.auth429])
        #expect(!faults.areTokensRevoked && !faults.contains(.tokenRevoked))
        #expect(faults.authorisation(of: "private-a", socketID: "1.2")?.status == 429)
        #expect(faults.active == [.auth429])
    }
}
