import Foundation
import JSON

/// One measured number, and what it should be.
struct Figure {
    enum Goal {
        case atMost(Double)
        case atLeast(Double)

        func isMet(by value: Double) -> Bool {
            switch self {
            case .atMost(let limit): value <= limit
            case .atLeast(let limit): value >= limit
            }
        }

        var text: String {
            switch self {
            case .atMost(let limit): "at most \(Report.number(limit))"
            case .atLeast(let limit): "at least \(Report.number(limit))"
            }
        }
    }

    var name: String
    var value: Double
    var unit: String
    var goal: Goal?

    init(_ name: String, _ value: Double, _ unit: String, _ goal: Goal? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.goal = goal
    }
}

/// Figures as they come, for people or as one JSON array at the end.
final class Report {
    private let isJSON: Bool
    private var collected: [JSONTree] = []

    init(isJSON: Bool) { self.isJSON = isJSON }

    func begin(_ family: Family) {
        if !isJSON { print("\(family.rawValue)") }
    }

    func add(_ figure: Figure, of family: Family) {
        if isJSON {
            var object: JSONTree = [
                "family": .string(family.rawValue), "name": .string(figure.name),
                "value": .number(figure.value), "unit": .string(figure.unit),
            ]
            if let goal = figure.goal {
                object["goal"] = .string(goal.text)
                object["met"] = .bool(goal.isMet(by: figure.value))
            }
            collected.append(object)
            return
        }
        let name = "  \(figure.name)".padding(toLength: 58, withPad: " ", startingAt: 0)
        let value = Self.number(figure.value)
        let padded = String(repeating: " ", count: max(0, 10 - value.count)) + value
        let goal =
            figure.goal.map { "  (\($0.text): \($0.isMet(by: figure.value) ? "met" : "MISSED"))" } ?? ""
        print("\(name)\(padded) \(figure.unit)\(goal)")
        fflush(nil)
    }

    func end() {
        if isJSON { print(JSONTree.array(collected).serialized()) }
    }

    static func number(_ value: Double) -> String {
        value.magnitude >= 100 || value == value.rounded()
            ? String(format: "%.0f", value) : String(format: value.magnitude < 10 ? "%.2f" : "%.1f", value)
    }
}

extension [Double] {
    /// The value below which that part of the others lies; 0 of nothing.
    func percentile(_ part: Double) -> Double {
        guard !isEmpty else { return 0 }
        let sorted = sorted()
        return sorted[Swift.min(count - 1, Int((Double(count) * part).rounded(.down)))]
    }
}
