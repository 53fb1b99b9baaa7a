/// The candidate that is nearest to a mistyped name, if one is near enough to be meant: at most a third of
/// its letters differ.
public func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, (name.count + 1) / 3)
    return candidates.map { (distance: editDistance(name.lowercased(), $0.lowercased()), candidate: $0) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
        .candidate
}

/// Optimal string alignment distance: what Levenshtein counts, and two letters that changed places as one.
private func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var distance = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                distance = min(distance, beforeLast[j - 1] + 1)
            }
            row.append(distance)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
