import Feed

/// What is to be done to tell of one event, besides its row.
struct Announcement: Equatable {
    var toast = false
    /// The terminal's desktop notification.
    var notification = false
    var bell = false
    var hook = false
    /// Set instead of the others where it came in a storm: so many were held.
    var held: Int?
}

/// What decides it besides the rules.
struct Surroundings: Equatable {
    var now: Timestamp
    /// Whether the window has the keyboard; nil where the terminal doesn't say.
    var isFocused: Bool?
    /// The row is on the screen already.
    var isInView: Bool
    /// The terminal takes desktop notifications.
    var takesNotifications: Bool
    var hasHook: Bool
    var ringsBell: Bool
    /// Of several screens on one store, one notifies and runs hooks; a toast and the bell are each window's own.
    var isOnDuty: Bool
}

extension Announcement {
    /// The one place where it is decided how an event is told of: what the rules deliver, quiet hours and
    /// do-not-disturb included; a toast in a window with the focus, a notification in one without; not more
    /// than the burst limit lets through, except for what is addressed to me.
    ///
    /// A hook is run for everything that the rules give it: a script that counts must not miss any.
    init(
        of notification: Feed.Notification, _ delivery: Delivery, in surroundings: Surroundings,
        burst: inout BurstLimit
    ) {
        hook = delivery.hook && surroundings.hasHook && surroundings.isOnDuty
        let isOutside =
            delivery.notification && surroundings.isFocused == false && surroundings.takesNotifications
        let isToast = delivery.toast && (!surroundings.isInView || notification.addressedToMe)
        let rings = delivery.bell && surroundings.ringsBell
        guard isOutside || isToast || rings else { return }
        // What is for me is never folded away into a number.
        if !notification.addressedToMe, case .hold(let count) = burst.admit(at: surroundings.now) {
            held = count
            return
        }
        bell = rings
        self.notification = isOutside && surroundings.isOnDuty
        // What another screen notifies of needs no toast in a window that nobody looks at; but it does no harm
        // there, and stands when somebody does.
        toast = isToast && !self.notification
    }
}
