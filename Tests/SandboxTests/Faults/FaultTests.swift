import Testing

@testable import Sandbox

@Suite struct FaultTests {
    @Test func everyFaultHasAnOrdinaryNameAndAClauseOfHelp() {
        for fault in Fault.allCases {
            #expect(fault.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(fault.name)")
            #expect(fault.name.count <= 18, "the help's column is 18 wide: \(fault.name)")
            #expect(fault.help.first?.isLowercase == true && fault.help.last != ".", "\(fault.name)")
        }
        #expect(Set(Fault.allCases.map(\.help)).count == Fault.allCases.count)
    }

    @Test func everyPartHasFaults() {
        for part in Fault.Part.allCases { #expect(Fault.allCases.contains { $0.part == part }) }
    }
}
