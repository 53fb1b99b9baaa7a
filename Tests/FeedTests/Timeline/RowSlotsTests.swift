import SeededRandom
import Testing

@testable import Feed

@Suite struct RowSlotsTests {
    @Test func thereIsAtLeastOne() {
        #expect(RowSlots([][...]) == nil)
        let one = RowSlots(7)
        #expect(one.all == [7] && one.count == 1 && one.first == 7 && one.last == 7)
        #expect(one.removing(at: 0) == nil)
    }

    @Test func theyAreWhatAnArrayWouldBe() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<50 {
            var array = [Int(random.next() % 100)]
            var slots = try #require(RowSlots(array[...]))
            for number in 0..<30 {
                switch random.next() % 3 {
                case 0:
                    array.append(number)
                    slots.append(number)
                case 1:
                    let place = Int(random.next() % UInt64(array.count + 1))
                    array.insert(number, at: place)
                    slots.insert(number, at: place)
                default:
                    guard array.count > 1 else { continue }
                    let place = Int(random.next() % UInt64(array.count))
                    array.remove(at: place)
                    slots = try #require(slots.removing(at: place))
                }
                #expect(slots.all == array && slots.count == array.count)
                #expect(slots.first == array.first && slots.last == array.last)
            }
        }
    }
}
