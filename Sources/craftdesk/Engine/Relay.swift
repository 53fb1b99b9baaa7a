import Synchronization

/// A callback that can be handed out before what it calls exists.
final class Relay<Value>: Sendable {
    // The function lives in a struct: a lock on a bare function type reads it out and writes it back as a
    // generic value, and each time a further layer of conversion stays on it, so that every call would be
    // slower and its stack deeper than the one before.
    private struct Target {
        var call: @Sendable (Value) -> Void
    }

    private let target = Mutex<Target?>(nil)

    func connect(_ call: @escaping @Sendable (Value) -> Void) { target.withLock { $0 = Target(call: call) } }

    func disconnect() { target.withLock { $0 = nil } }

    /// Passes a value on; to nobody while nothing is connected.
    func callAsFunction(_ value: Value) { target.withLock { $0 }?.call(value) }
}
