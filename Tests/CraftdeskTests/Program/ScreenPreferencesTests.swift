import App
import Feed
import Screen
import Testing

@testable import craftdesk

@Suite struct ScreenPreferencesTests {
    private static let now = Timestamp(seconds: 1_790_000_000)

    private static func model(_ settings: [String: Int]) throws -> Model {
        var configuration = Configuration()
        for (path, value) in settings { configuration.set(path, .text("\(value)"), origin: .flag) }
        return Model(
            width: 80, height: 24, now: now, workspaceName: "acme",
            preferences: try configuration.preferences())
    }

    private static func event(_ id: String, hours: Int64, project: String? = "3") -> Feed.Notification {
        let time = now.advanced(byMilliseconds: hours * 3_600_000)
        return Feed.Notification(
            id: id, kind: .comment, name: "C", channel: "c", project: project,
            task: TaskReference(id: "142"), text: "text", occurredAt: time, receivedAt: time)
    }

    @Test func bundleHoursBeginANewRow() throws {
        let events = (0..<3).map { Self.event("e\($0)", hours: Int64($0) * 2) }
        for (hours, rows) in [(1, 3), (2, 1), (24, 1), (.max, 1), (-5, 3)] {
            var model = try Self.model(["ui.bundle_hours": hours])
            _ = update(&model, .arrived(events), now: Self.now)
            #expect(model.timeline.rowCount == rows, "\(hours) hours")
        }
    }

    @Test func theBurstLimitIsTheConfigurations() throws {
        let events = (0..<7).map { Self.event("e\($0)", hours: 0, project: "4") }
        for (burst, last) in [(2, "5 more at once"), (6, "1 more at once"), (0, "text")] {
            var model = try Self.model(["notify.burst": burst])
            // Toasts are for what isn't on the screen.
            _ = update(&model, .key(.character("?")), now: Self.now)
            _ = update(&model, .arrived(events), now: Self.now)
            #expect(model.toasts.last?.text == last)
        }
    }

    @Test func burstSecondsAreItsTime() throws {
        var model = try Self.model([
            "notify.burst": 1, "notify.burst_seconds": 3,
        ])
        _ = update(&model, .key(.character("?")), now: Self.now)
        var texts: [String?] = []
        for (id, milliseconds) in [("a", 0), ("b", 2999), ("c", 6000)] as [(String, Int64)] {
            let now = Self.now.advanced(byMilliseconds: milliseconds)
            _ = update(&model, .arrived([Self.event(id, hours: 0)]), now: now)
            texts.append(model.toasts.last?.text)
        }
        #expect(texts == ["text", "1 more at once", "text"])
    }

    /// SIGUSR1 takes the new limit, and one that didn't change goes on counting.
    @Test func aNewBurstLimitCountsFromNowOn() throws {
        var model = try Self.model(["notify.burst": 1])
        _ = update(&model, .key(.character("?")), now: Self.now)
        _ = update(&model, .arrived([Self.event("a", hours: 0)]), now: Self.now)
        let same = model.preferences
        model.preferences = same
        _ = update(&model, .arrived([Self.event("b", hours: 0)]), now: Self.now)
        #expect(model.toasts.last?.text == "1 more at once")
        model.preferences.burst = BurstLimit(limit: 0, milliseconds: 0)
        _ = update(&model, .arrived([Self.event("c", hours: 0)]), now: Self.now)
        #expect(model.toasts.last?.text == "text")
    }
}
