// SPDX-License-Identifier: Apache-2.0

import Platform

/// How a store uses memory, threads and the disk.
public struct StoreOptions: Sendable {
    /// Memory for blocks of table files, in bytes; default a quarter of the machine's memory.
    public var cacheBytes: Int
    /// Memory for writes not yet in table files, in bytes; default 256 MiB.
    public var writeBufferBytes: Int
    /// Threads for flushes and compactions together; default two, or half the processors.
    public var backgroundThreads: Int
    /// Upper bound of the rate at which table files are written, in bytes per second; 0 is none.
    public var compactionBytesPerSecond: Int
    /// Whether to make a new store where there is none.
    public var createsIfMissing: Bool
    /// How long a commit that does not wait may stay out of stable storage, in milliseconds.
    public var asynchronousCommitMilliseconds: Int
    /// How many bytes a transaction writes before its new entries go to table files, of up to 16
    /// times as many bytes each; see ``Transaction/add(_:_:_:prefixLength:)``.
    package var stagingThresholdBytes = 16 << 20
    /// Whether tests can make file operations fail; see `Store.injectFault`.
    package var injectsFaults = false

    /// The defaults for this machine.
    public init() {
        cacheBytes = max(64 << 20, Machine.memoryBytes / 4)
        writeBufferBytes = 256 << 20
        backgroundThreads = max(2, Machine.processorCount / 2)
        compactionBytesPerSecond = 200 << 20
        createsIfMissing = true
        asynchronousCommitMilliseconds = 200
    }
}
