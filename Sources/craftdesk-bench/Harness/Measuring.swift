import Foundation

/// Clocks and what the kernel knows of a process.
enum Measuring {
    /// Seconds on a clock that never goes back.
    static var now: Double { seconds(CLOCK_MONOTONIC) }

    /// CPU seconds of the calling thread.
    static var threadCPU: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The shortest of several runs, in milliseconds: what the work costs where nothing else is in the way.
    static func best(of runs: Int, _ work: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<max(1, runs) {
            let start = now
            try work()
            best = min(best, now - start)
        }
        return best * 1000
    }

    /// CPU seconds of a process with all its threads, in steps of a hundredth.
    static func cpu(of process: pid_t) -> Double {
        // The name in parentheses may hold blanks; utime and stime are the 12th and 13th fields after it.
        let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else {
            return 0
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// A line of `/proc/PID/status`: kilobytes, or a number.
    static func status(of process: pid_t, _ name: String) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line.flatMap { Double($0.filter(\.isNumber)) } ?? 0
    }

    /// Megabytes of a process in memory.
    static func residentMegabytes(of process: pid_t) -> Double { status(of: process, "VmRSS") / 1024 }

    /// Megabytes of it that no file backs: the program's own, without the code it shares with others.
    static func anonymousMegabytes(of process: pid_t) -> Double { status(of: process, "RssAnon") / 1024 }

    /// Times each thread of a process has gone to sleep by itself, which is how often it woke.
    static func sleeps(of process: pid_t) -> [String: Int] {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return threads.reduce(into: [:]) { sleeps, thread in
            let text =
                (try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)) ?? ""
            let line = text.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
            sleeps[thread] = line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
    }

    /// Times its threads woke since; those that ended meanwhile, as idle ones of a pool do, are left out.
    static func wakeUps(of process: pid_t, since before: [String: Int]) -> Int {
        sleeps(of: process).reduce(0) { $0 + $1.value - (before[$1.key] ?? 0) }
    }
}
