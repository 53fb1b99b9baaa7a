import API
import Testing

@testable import craftdesk

@Suite struct StatsReportTests {
    private func metrics(_ connections: Int?) -> ServerMetrics {
        ServerMetrics(
            connections: connections,
            channels: [
                .init(name: "private-workspace.7", subscriptions: 3),
                .init(name: "presence-project.3", subscriptions: 5, users: 2, members: ["42", "7\u{1B}[2J"]),
            ])
    }

    @Test func theTableHasTheChannelsThatMostHoldFirst() {
        let report = StatsReport(isUTF8: true, width: 60)
        #expect(
            report.table(metrics(4)) == [
                "4 connections, 2 channels", "",
                "CHANNEL                             SUBSCRIBED  USERS",
                "presence-project.3                  5           2",
                "  42, 7[2J",
                "private-workspace.7                 3           -",
            ])
        #expect(report.table(metrics(4), limit: 1).last == "and 1 more")
    }

    @Test func aServerThatDoesntCountConnectionsIsReadByItsChannels() {
        #expect(StatsReport.connections(metrics(nil)) == 5)
        #expect(
            StatsReport(isUTF8: true, width: 60).table(metrics(nil))[0]
                == "at least 5 connections, 2 channels")
    }

    @Test func thePlotEndsWithTheNewestSample() {
        var report = StatsReport(isUTF8: true, width: 40)
        for count in [0, 4, 8, 16] { report.add(metrics(count)) }
        #expect(
            report.plot(height: 2) == [
                "    16 │   █",
                "     0 │ ▄█ █".replacing(" ▄█ █", with: " ▄██"),
            ])
    }

    @Test func aPlotInASCIIHasNoOtherCharacter() {
        var report = StatsReport(isUTF8: false, width: 40)
        for count in 0..<100 { report.add(metrics(count)) }
        for line in report.plot(height: 4) {
            #expect(line.utf8.allSatisfy { $0 < 0x80 })
            #expect(line.count <= 40)
        }
    }

    @Test func noSampleIsNoPlot() { #expect(StatsReport(isUTF8: true, width: 40).plot(height: 3).isEmpty) }
}
