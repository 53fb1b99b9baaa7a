import JSON
import Testing

@testable import craftdesk

@Suite struct DoctorReportTests {
    private let fault = Diagnosis(
        "the server refuses the key (4001)", .here, "/c.toml", "set server.key to REVERB_APP_KEY", .refused)

    private func finding(
        _ step: DoctorStep, _ result: DoctorResult, _ time: Duration = .microseconds(2345)
    ) -> DoctorFinding { DoctorFinding(step: step, result: result, time: time) }

    private func text(_ finding: DoctorFinding, hasColors: Bool = false) -> [String] {
        DoctorReport(isJSON: false, hasColors: hasColors).lines(finding)
    }

    private func json(_ finding: DoctorFinding) throws -> JSONValue {
        let lines = DoctorReport(isJSON: true, hasColors: false).lines(finding)
        #expect(lines.count == 1)
        return try JSONValue(parsing: Array((lines.first ?? "").utf8))
    }

    @Test func aLineIsMarkStepTimeAndWhatWasFound() {
        #expect(
            text(finding(.tcp, .good("127.0.0.1"))) == ["ok    TCP                     2.3 ms    127.0.0.1"])
        #expect(
            text(finding(.store, .skipped, .zero)) == ["-     store                             not reached"])
    }

    @Test func aFaultHasTheSentenceOfWhatToChange() {
        #expect(
            text(finding(.greeting, .fault(fault))) == [
                "FAULT connection_established  2.3 ms    the server refuses the key (4001)",
                "      On this machine, in /c.toml: set server.key to REVERB_APP_KEY.",
            ])
        #expect(text(finding(.projects, .note("none", fault))).count == 2)
        #expect(text(finding(.projects, .note("none", nil))).count == 1)
    }

    @Test func coloursAreForTerminals() {
        let line = text(finding(.greeting, .fault(fault)), hasColors: true)[0]
        #expect(line.hasPrefix("\u{1B}[31mFAULT\u{1B}[0m "))
        for result: DoctorResult in [.good("x"), .note("x", fault), .fault(fault), .skipped] {
            let isPlain = text(finding(.tls, result)).allSatisfy { !$0.contains("\u{1B}") }
            #expect(isPlain)
        }
    }

    /// A host, a certificate or a refusal is remote text.
    @Test func whatWasFoundReachesTheTerminalSanitised() {
        let hostile = Diagnosis("no\u{1B}]0;x\u{07}", .here, "/c\u{1B}[2J", "do\u{9B}31m", .refused)
        for result: DoctorResult in [.good("a\u{1B}[31m"), .note("b\u{202E}", hostile), .fault(hostile)] {
            for line in text(finding(.tls, result)) {
                let isClean = line.unicodeScalars.allSatisfy {
                    $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value != 0x202E
                }
                #expect(isClean, "\(line.debugDescription)")
            }
        }
    }

    @Test func anObjectHasAllOfIt() throws {
        let object = try json(finding(.greeting, .fault(fault)))
        #expect(object["type"]?.string == "step")
        #expect(object["step"]?.string == "established")
        #expect(object["result"]?.string == "fault")
        #expect(object["found"]?.string == "the server refuses the key (4001)")
        #expect(object["side"]?.string == "here")
        #expect(object["file"]?.string == "/c.toml")
        #expect(object["change"]?.string == "set server.key to REVERB_APP_KEY")
        #expect(object["milliseconds"]?.double == 2.3)
        #expect(try json(finding(.tcp, .good("x")))["side"] == nil)
        #expect(try json(finding(.tcp, .skipped, .zero))["result"]?.string == "skipped")
        #expect(try json(finding(.tcp, .note("x", nil)))["result"]?.string == "note")
    }

    @Test(arguments: [
        (Duration.zero, "0.0 ms"), (.microseconds(40), "0.0 ms"), (.microseconds(1260), "1.3 ms"),
        (.milliseconds(99), "99.0 ms"), (.microseconds(100_400), "100 ms"), (.seconds(10), "10000 ms"),
    ])
    func threeDigitsAreEnough(time: Duration, text: String) {
        #expect(DoctorReport.milliseconds(time) == text)
    }
}
