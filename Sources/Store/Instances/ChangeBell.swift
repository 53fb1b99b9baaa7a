public import Dispatch
import Glibc

/// A small file beside the database by which instances wake each other: whoever has written marks writes a
/// byte, the others sleep in inotify(7) until then. Nothing polls.
public final class ChangeBell: Sendable {
    private let file: Int32
    private let watch: Int32
    private nonisolated(unsafe) let source: any DispatchSourceRead

    /// Watches `PATH.bell`; nil where the file can't be made or watched, and the others' marks then show after
    /// a restart.
    /// - Parameter onRing: called on the queue when somebody, this instance included, has rung.
    public init?(path: String, queue: DispatchQueue, onRing: @escaping @Sendable () -> Void) {
        let name = path + ".bell"
        let file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        let watch = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard file >= 0, watch >= 0, inotify_add_watch(watch, name, UInt32(IN_MODIFY)) >= 0 else {
            if file >= 0 { Glibc.close(file) }
            if watch >= 0 { Glibc.close(watch) }
            return nil
        }
        self.file = file
        self.watch = watch
        source = DispatchSource.makeReadSource(fileDescriptor: watch, queue: queue)
        source.setEventHandler {
            // What happened doesn't matter, only that something did: one call for all of it.
            withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
                while let base = buffer.baseAddress, read(watch, base, buffer.count) > 0 {}
            }
            onRing()
        }
        source.setCancelHandler {
            Glibc.close(watch)
            Glibc.close(file)
        }
        source.resume()
    }

    /// Tells the others that there is something to read.
    public func ring() {
        var byte: UInt8 = 0
        _ = pwrite(file, &byte, 1, 0)
    }

    /// Stops watching.
    public func close() { source.cancel() }

    deinit { source.cancel() }
}
