extension Model {
    mutating func toggleConnection() -> [Effect] {
        if case .connection = screen {
            pop()
            return []
        }
        push(.connection(ConnectionState()))
        return [.fetchFacts]
    }
}
