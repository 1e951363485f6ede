// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

/// This process: its identity, use of resources and environment.
public enum CurrentProcess {
    /// What the process has used so far.
    public struct Usage: Sendable {
        /// Processor time in user and kernel mode of all threads, in microseconds.
        public var cpuMicroseconds: Int64
        /// Memory resident now, in bytes.
        public var residentBytes: Int
        /// The most memory ever resident, in bytes.
        public var peakResidentBytes: Int
    }

    /// The process id.
    public static var identifier: Int32 { getpid() }

    /// What the process has used so far; about 10 microseconds.
    public static var usage: Usage {
        var record = rusage()
        getrusage(RUSAGE_SELF.rawValue, &record)
        func microseconds(_ time: timeval) -> Int64 {
            Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_usec)
        }
        return Usage(
            cpuMicroseconds: microseconds(record.ru_utime) + microseconds(record.ru_stime),
            residentBytes: residentPages * sysconf(Int32(_SC_PAGESIZE)),
            peakResidentBytes: record.ru_maxrss * 1024
        )
    }

    /// The second number of /proc/self/statm (proc(5)); 0 when it cannot be read.
    private static var residentPages: Int {
        guard let bytes = try? FileSystem.read("/proc/self/statm") else { return 0 }
        let fields = bytes.split(separator: UInt8(ascii: " "))
        guard fields.count > 1 else { return 0 }
        return Int(String(decoding: fields[1], as: UTF8.self)) ?? 0
    }

    /// The value of an environment variable; nil when it is not set.
    public static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
    }

    /// Makes the C library give large blocks back to the system when they are freed.
    ///
    /// By itself it raises the size from which a block is a mapping of its own to that of the
    /// largest freed so far, up to 32 MiB; memtables and batches of rows then share heaps with
    /// small blocks that outlive them, and tens of megabytes stay resident; mallopt(3).
    public static func returnLargeBlocks() {
        // A hint: without it everything works.
        _ = cplatform_set_allocator(512 << 10, 4 << 20)
    }

    /// Gives memory that was freed among blocks in use back to the system, after work that needed
    /// much of it; milliseconds.
    public static func returnFreedMemory() { cplatform_trim_allocator() }

    /// Raises the limit on open files as far as allowed and returns it.
    @discardableResult
    public static func raiseOpenFileLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 256
        }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 {
                limit = raised
            }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// Ends the process with `status`, after what `atexit` has registered.
    public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

    /// Ends the process with `status` and does nothing else, whatever its other threads do.
    public static func exitImmediately(_ status: Int32) -> Never { _exit(status) }

    /// Makes writing to a closed socket or pipe an error instead of the end of the process.
    public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

/// This machine.
public enum Machine {
    /// Processors available to this process, at least 1.
    public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Physical memory in bytes.
    public static var memoryBytes: Int {
        max(0, sysconf(Int32(_SC_PHYS_PAGES))) * max(1, sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Fills an array with `count` random bytes fit for secrets (getrandom(2)).
    public static func randomBytes(_ count: Int) throws(PlatformError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            filled += try systemCall("getrandom") {
                bytes.withUnsafeMutableBytes { buffer in
                    guard let start = buffer.baseAddress else { return 0 }
                    return cplatform_random(start + filled, count - filled)
                }
            }
        }
        return bytes
    }
}
