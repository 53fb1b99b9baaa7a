import CMalloc
import Glibc

/// What a test measures of the process's memory.
enum Memory {
    /// Bytes that were allocated and not freed. The resident size has besides what the allocator keeps of freed ones.
    static var live: Int {
        let heap = mallinfo2()
        return Int(heap.uordblks + heap.hblkhd)
    }

    /// Lets the testing library keep nothing of the errors that are thrown meanwhile: it keeps a backtrace of each
    /// until the test ends, and a connection alone throws two (EINPROGRESS and ENOTCONN, which NIO catches).
    final class WithoutBacktraces {
        private typealias Hook = UnsafeMutablePointer<UnsafeRawPointer?>
        private let hooks: [(hook: Hook, old: UnsafeRawPointer?)]

        init() {
            // What the runtime calls before it throws, untyped and typed: both may be nil.
            hooks = ["_swift_willThrow", "_swift_willThrowTypedImpl"].compactMap { name in
                guard let symbol = dlsym(nil, name) else { return nil }
                let hook = symbol.assumingMemoryBound(to: UnsafeRawPointer?.self)
                return (hook, hook.pointee)
            }
            for (hook, _) in hooks { hook.pointee = nil }
        }

        func end() { for (hook, old) in hooks { hook.pointee = old } }
    }
}
