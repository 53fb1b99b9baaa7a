/// The key that a client masks a frame with (RFC 6455 section 5.3): it must not be foreseeable.
package struct MaskingKey: Equatable {
    /// The four bytes in wire order, the first in the lowest byte.
    var value: UInt32

    /// The four bytes in wire order, the first in the lowest byte.
    package init(_ value: UInt32) { self.value = value }

    /// Four bytes in wire order.
    init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        value = UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16 | UInt32(fourth) << 24
    }

    /// The byte that masks payload byte `index` (j = i MOD 4, section 5.3).
    subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: value >> (8 * UInt32(index & 3))) }

    /// Masks or unmasks `range` of `bytes` where it stands; what is beyond the bytes is left out.
    /// - Parameter offset: how many bytes of the payload were masked before.
    package func apply(to bytes: inout [UInt8], _ range: Range<Int>, offset: Int) {
        guard value != 0 else { return }
        let turn = UInt32(offset & 3) * 8
        let turned = turn == 0 ? value : value >> turn | value << (32 - turn)
        let word = UInt64(littleEndian: UInt64(turned) | UInt64(turned) << 32)
        bytes.withUnsafeMutableBytes { all in
            let range = range.clamped(to: 0..<all.count)
            let buffer = UnsafeMutableRawBufferPointer(rebasing: all[range])
            // Words in a plain loop: the optimiser makes vector instructions of it, and a debug build, where
            // SIMD types are slow, still does eight bytes at a time.
            let words = buffer.count / 8
            for index in 0..<words {
                let masked = buffer.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) ^ word
                buffer.storeBytes(of: masked, toByteOffset: index * 8, as: UInt64.self)
            }
            for index in words * 8..<buffer.count {
                buffer[index] ^= UInt8(truncatingIfNeeded: turned >> (8 * UInt32(index & 3)))
            }
        }
    }
}
