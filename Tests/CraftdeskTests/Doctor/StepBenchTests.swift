import Synchronization
import Testing

@testable import craftdesk

@Suite struct StepBenchTests {
    private final class Told: Sendable {
        let findings = Mutex<[DoctorFinding]>([])
        var all: [DoctorFinding] { findings.withLock { $0 } }
    }

    private let told = Told()
    private let bench: StepBench

    init() { bench = StepBench { [told] finding in told.findings.withLock { $0.append(finding) } } }

    @Test func whatWasToldIsDone() {
        #expect(!bench.isDone(.tcp))
        bench.tell(.tcp, .good("connected"))
        #expect(bench.isDone(.tcp) && !bench.isDone(.tls))
        #expect(told.all.map(\.step) == [.tcp])
    }

    /// A time that somebody else took is that of one step alone; what was skipped took none.
    @Test func eachStepHasItsTime() {
        bench.setTime(.seconds(7))
        bench.tell(.tcp, .good(""))
        bench.tell(.tls, .good(""))
        bench.setTime(.seconds(7))
        bench.tell(.handshake, .skipped)
        #expect(told.all[0].time == .seconds(7))
        #expect(told.all[1].time < .seconds(7))
        #expect(told.all[2].time == .zero)
    }

    @Test func aFaultIsToldBeforeItIsThrown() {
        let diagnosis = Diagnosis("it fails", .here, "", "mend it", .refused)
        #expect(throws: Diagnosed(diagnosis)) { throw bench.fault(.token, diagnosis) }
        #expect(told.all.map(\.result) == [.fault(diagnosis)])
    }

    @Test func whatIsDoneAtOnceGivesItsResult() throws {
        struct Wrong: Error {}
        #expect(bench.time { 7 } == 7)
        #expect(throws: Wrong.self) { try bench.time { () throws(Wrong) in throw Wrong() } }
    }
}
