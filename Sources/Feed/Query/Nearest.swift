/// The candidate that is nearest to a mistyped name, if one is near enough to be meant: at most a third of
/// its letters differ (Levenshtein distance, which counts insertions, deletions and replacements).
public func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, (name.count + 1) / 3)
    return candidates.map { (distance: editDistance(name.lowercased(), $0.lowercased()), candidate: $0) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
        .candidate
}

private func editDistance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, character) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in b.enumerated() {
            let above = row[j + 1]
            row[j + 1] = character == other ? diagonal : 1 + min(diagonal, above, row[j])
            diagonal = above
        }
    }
    return row[b.count]
}
