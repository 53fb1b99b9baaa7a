import Feed

extension Model {
    mutating func showWhy() {
        if case .why = screen { return pop() }
        guard let row = target else {
            status = "nothing is selected"
            return
        }
        push(.why(WhyState(entry: row.newest.id)))
    }
}
