import Feed
import Screen

extension Model {
    /// Up to when each project's events are all here, and what is known to be missing.
    func addHistory(to document: inout Document, column: Int) {
        guard let ledger else { return }
        document.heading("Complete")
        let shown = projects.prefix(100)
        for project in [nil] + shown.map({ Optional($0.id) }) {
            document.fact(projectKey(project), completeness(of: project, ledger), column: column)
        }
        if projects.count > shown.count {
            document.add("and \(projects.count - shown.count) more", Style(.weak))
        }
    }

    private func completeness(of project: String?, _ ledger: Ledger) -> String {
        let sentence =
            switch ledger.completeness(of: project) {
            case .unknown: "nothing was fetched yet"
            case .live: "up to now"
            case .until(let moment): "up to \(time(moment)); what came after is asked for"
            }
        guard let gap = ledger.gaps(of: project).last else { return sentence }
        return sentence + "; from \(time(gap.from)) to \(time(gap.to)) something may be missing"
    }
}
