import SeededRandom
import Testing

@testable import Feed

@Suite struct RowOrderTests {
    private func position(_ number: Int) -> Timeline.Position {
        .init(time: Timestamp(milliseconds: Int64(number)), sequence: number)
    }

    /// However rows come and go, it is a sorted array.
    @Test func isASortedArray() {
        var random = SplitMix64(seed: 9)
        var order = RowOrder()
        var model: Set<Int> = []
        for step in 0..<6000 {
            let number = Int(random.next() % 3000)
            if random.next() % 3 == 0 {
                order.remove(position(number))
                model.remove(number)
            } else if model.insert(number).inserted {
                order.insert(.init(position: position(number), group: number))
            }
            guard step % 500 == 499 else { continue }
            let sorted = model.sorted(by: >)
            #expect(order.count == sorted.count)
            for (row, number) in sorted.enumerated() {
                #expect(order.group(atRow: row) == number)
                #expect(order.row(of: position(number)) == row)
            }
            for _ in 0..<20 {
                let from = Int(random.next() % UInt64(sorted.count + 2))
                let wanted = Int(random.next() % 7)
                let down = order.firstRow(from: from, down: true) { $0 % 7 == wanted }
                #expect(down == sorted.indices.first { $0 >= from && sorted[$0] % 7 == wanted })
                let up = order.firstRow(from: from, down: false) { $0 % 7 == wanted }
                #expect(up == sorted.indices.last { $0 <= from && sorted[$0] % 7 == wanted })
            }
        }
    }

    @Test func beyondTheEndsIsNothing() {
        var order = RowOrder()
        #expect(order.group(atRow: 0) == nil)
        #expect(order.row(of: position(1)) == nil)
        #expect(order.firstRow(from: 0, down: true) { _ in true } == nil)
        order.remove(position(1))
        order.insert(.init(position: position(1), group: 1))
        #expect(order.group(atRow: -1) == nil)
        #expect(order.group(atRow: 1) == nil)
        #expect(order.row(of: position(2)) == nil)
        #expect(order.firstRow(from: -5, down: true) { _ in true } == 0)
        #expect(order.firstRow(from: 5, down: false) { _ in true } == 0)
        #expect(order.firstRow(from: -1, down: false) { _ in true } == nil)
    }
}
