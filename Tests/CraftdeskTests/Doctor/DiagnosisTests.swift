import Testing

@testable import craftdesk

@Suite struct DiagnosisTests {
    @Test func theStepsFollowEachOther() {
        var steps: [DoctorStep] = []
        var step: DoctorStep? = .configuration
        while let here = step {
            steps.append(here)
            step = here.next
        }
        #expect(steps == DoctorStep.allCases)
        #expect(Set(steps.map(\.title)).count == steps.count)
    }

    @Test func theAdviceIsASentenceThatSaysWhere() {
        let routes = Diagnosis("it fails", .laravel, "routes/api.php", "add the route", .refused)
        #expect(routes.advice == "In the Laravel application, in routes/api.php: add the route.")
        let cable = Diagnosis("it fails", .network, "", "plug it in", .unreachable)
        #expect(cable.advice == "In the network: plug it in.")
    }
}
