import JSON
import Screen

/// The report's lines.
struct DoctorReport: Sendable {
    var isJSON: Bool
    var hasColors: Bool

    func lines(_ finding: DoctorFinding) -> [String] {
        isJSON ? [json(finding).serialized()] : text(finding)
    }

    private func text(_ finding: DoctorFinding) -> [String] {
        let time = finding.result == .skipped ? "" : Self.milliseconds(finding.time)
        var lines: [String]
        switch finding.result {
        case .good(let found): lines = [row("ok", 32, finding.step, found, time)]
        case .note(let found, let diagnosis):
            lines = [row("note", 33, finding.step, found, time)]
            if let diagnosis { lines.append(advice(diagnosis)) }
        case .fault(let diagnosis):
            lines = [row("FAULT", 31, finding.step, diagnosis.what, time), advice(diagnosis)]
        case .skipped: lines = [row("-", 2, finding.step, "not reached", "")]
        }
        return lines
    }

    private func advice(_ diagnosis: Diagnosis) -> String { "      " + Sanitiser.row(diagnosis.advice) }

    private func row(_ mark: String, _ color: Int, _ step: DoctorStep, _ found: String, _ time: String)
        -> String
    {
        let shown = hasColors ? "\u{1B}[\(color)m\(mark)\u{1B}[0m" : mark
        return shown + String(repeating: " ", count: max(1, 6 - mark.count)) + column(step.title, 24)
            + column(time, 10) + Sanitiser.row(found)
    }

    /// Three digits are enough to see what is slow.
    static func milliseconds(_ time: Duration) -> String {
        let value = time / .milliseconds(1)
        guard value < 100 else { return "\(Int(value.rounded())) ms" }
        return "\((value * 10).rounded() / 10) ms"
    }

    private func json(_ finding: DoctorFinding) -> JSONTree {
        var object: JSONTree = [
            "type": "step", "step": .string(finding.step.rawValue),
        ]
        switch finding.result {
        case .good(let found):
            object["result"] = "ok"
            object["found"] = .string(found)
        case .note(let found, let diagnosis):
            object["result"] = "note"
            object["found"] = .string(found)
            if let diagnosis { add(diagnosis, to: &object) }
        case .fault(let diagnosis):
            object["result"] = "fault"
            object["found"] = .string(diagnosis.what)
            add(diagnosis, to: &object)
        case .skipped: object["result"] = "skipped"
        }
        object["milliseconds"] = .number((finding.time / .milliseconds(1) * 10).rounded() / 10)
        return object
    }

    private func add(_ diagnosis: Diagnosis, to object: inout JSONTree) {
        object["side"] = .string(diagnosis.side.rawValue)
        object["file"] = .string(diagnosis.file)
        object["change"] = .string(diagnosis.change)
    }
}
