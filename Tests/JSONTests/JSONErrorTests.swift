import JSON
import Testing

@Suite struct JSONErrorTests {
    @Test(arguments: [
        (JSONError.unexpectedEnd(offset: 3), "3"), (.unexpectedByte(0x0A, offset: 7), "0xa"),
        (.malformedNumber(offset: 9), "9"), (.malformedString(offset: 11), "11"),
        (.tooDeep(limit: 5, offset: 6), "5 levels at byte 6"), (.tooLong, "2 GiB"),
    ])
    func saysWhatAndWhere(_ error: JSONError, _ part: String) {
        #expect(error.description.contains(part))
        #expect(!error.description.hasSuffix("."))
    }
}
