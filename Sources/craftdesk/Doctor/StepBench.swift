import Synchronization

/// A fault that ends the doctor's way.
struct Diagnosed: Error, Equatable {
    var diagnosis: Diagnosis

    init(_ diagnosis: Diagnosis) { self.diagnosis = diagnosis }
}

/// Where the steps report, each with the time since the last one or since `begin`.
final class StepBench: Sendable {
    private struct State {
        var done: Set<DoctorStep> = []
        var begun = ContinuousClock.now
        var measured: Duration?
    }

    private let state = Mutex(State())
    private let report: @Sendable (DoctorFinding) -> Void

    init(report: @escaping @Sendable (DoctorFinding) -> Void) { self.report = report }

    func isDone(_ step: DoctorStep) -> Bool { state.withLock { $0.done.contains(step) } }

    /// The next step's time begins now.
    func begin() { state.withLock { $0.begun = .now } }

    /// The next step's time, where somebody else took it.
    func setTime(_ time: Duration) { state.withLock { $0.measured = time } }

    /// Takes the time of work that is done at once.
    func time<Result, Failure: Error>(_ work: () throws(Failure) -> Result) throws(Failure) -> Result {
        begin()
        return try work()
    }

    func tell(_ step: DoctorStep, _ result: DoctorResult) {
        let time = state.withLock { state in
            defer {
                state.done.insert(step)
                state.begun = .now
                state.measured = nil
            }
            return state.measured ?? .now - state.begun
        }
        report(DoctorFinding(step: step, result: result, time: result == .skipped ? .zero : time))
    }

    /// Tells a fault, to be thrown.
    func fault(_ step: DoctorStep, _ diagnosis: Diagnosis) -> Diagnosed {
        tell(step, .fault(diagnosis))
        return Diagnosed(diagnosis)
    }
}
