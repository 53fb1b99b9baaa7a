public import Feed

extension Model {
    /// The next moment at which something on the screen changes by itself; nil when nothing does.
    public var wakesAt: Timestamp? {
        var times = toasts.map(\.until)
        if let time = people.wakesAt { times.append(time) }
        if let time = list.countDeadline { times.append(time) }
        if let time = list.stayDeadline(self) { times.append(time) }
        times += allWorks.map(\.showsAt).filter { $0 > now }
        // A bar without a known end moves while it shows.
        if let work = shownWork, work.fraction == nil {
            times.append(now.advanced(byMilliseconds: Work.step))
        }
        if case .offline(_, let retryAt?) = connection, retryAt > now {
            times.append(now.advanced(byMilliseconds: 1000))
        }
        if case .connection = screen, connection == .live { times.append(now.advanced(byMilliseconds: 1000)) }
        if let time = draftDeadline { times.append(time) }
        if let time = policy.nextEnd { times.append(time) }
        if preferences.showsClock {
            times.append(now.advanced(byMilliseconds: 60_000 - now.milliseconds % 60_000))
        }
        if let next = nextAge { times.append(next) }
        return times.min()
    }

    /// When the first age on the screen changes. Ages are told in minutes, then in hours and days; all that change
    /// within the same half of a minute do it together, so that a screen of rows wakes the program twice a minute and
    /// not once for each row.
    private var nextAge: Timestamp? {
        let steps = shownTimes.map { time -> Int64 in
            let age = max(0, now.milliseconds(since: time))
            let step: Int64 = age < 3_600_000 ? 60_000 : age < 86_400_000 ? 3_600_000 : 86_400_000
            return step - age % step
        }
        guard let first = steps.min() else { return nil }
        let due = now.advanced(byMilliseconds: max(first, 1000)).milliseconds
        let half: Int64 = 30_000
        return Timestamp(milliseconds: due + (half - due % half) % half)
    }
}
