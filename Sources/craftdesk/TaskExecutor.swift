import CTaskHook
import NIOCore
import NIOPosix

/// Tasks run on the event loops, which sleep until there is something to do. Swift's own pool is one of
/// libdispatch's, and libdispatch, once it has started a thread of that pool, wakes every second for the rest of
/// the program to count them.
enum TaskExecutor {
    /// Moves tasks to the event loops; to be called once, on the main thread, before the first task.
    static func install() {
        craftdesk_take_jobs { job in
            guard let job else { return }
            // The runtime's type for a job is this one pointer.
            let owned = unsafeBitCast(job, to: UnownedJob.self)
            MultiThreadedEventLoopGroup.singleton.any().executor.enqueue(ExecutorJob(owned))
        }
    }
}
