import Feed

/// What each kind of event does, for all projects or for one: a table that is switched by keys.
struct DeliveryState: Equatable, Sendable {
    /// A column: what can be switched.
    struct Column: Sendable {
        var title: String
        var change: any WritableKeyPath<DeliveryChange, Bool?> & Sendable
        var delivery: any KeyPath<Delivery, Bool> & Sendable
    }

    static var columns: [Column] {
        [
            Column(title: "show", change: \.show, delivery: \.isShown),
            Column(title: "toast", change: \.toast, delivery: \.toast),
            Column(title: "bell", change: \.bell, delivery: \.bell),
            Column(title: "notify", change: \.notify, delivery: \.notification),
            Column(title: "hook", change: \.hook, delivery: \.hook),
        ]
    }

    var row = 0
    var column = 0
    /// The project it is for; nil for all.
    var project: String?
}
