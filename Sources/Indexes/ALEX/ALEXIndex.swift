// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// An ordered map from 64-bit keys to 64-bit payloads that learns where keys are.
///
/// Ding et al., "ALEX: An Updatable Adaptive Learned Index", SIGMOD 2020: inner nodes and leaves
/// hold linear models that predict where a key is; leaves are arrays with gaps, corrected by
/// exponential search; nodes are made, grown and split by estimated cost. Differences: inner nodes
/// compute in integers, so that the keys of a child have exact bounds, and readers run beside
/// writers.
///
/// Any number of threads may use an index at once. Readers take no lock and write nothing: each
/// node has a version, and what was read counts only when the versions on the way did not change
/// (Leis et al., "The ART of Practical Synchronization", 2016, section 4). A reader tries again
/// while a writer moves the entries it wants, which takes well below a microsecond. Writers own
/// one leaf at a time; those that replace nodes take turns.
///
/// Keys are compared as unsigned integers; ``order(of:)`` maps signed ones.
public final class ALEXIndex: Sendable {
    /// How the index is laid out.
    public let options: ALEXOptions

    let memory: ALEXMemory
    let root: Atomic<UInt32>
    let entryCount = Atomic<Int>(0)
    /// Held for reading by inserts and removals, for writing by checkpoints.
    let changes = ReadWriteLock()
    /// Held by the one thread that replaces nodes.
    let reshaping = Lock(())
    /// The payload of the key 2^64 - 1, which marks gaps at the end of leaves and therefore is
    /// kept apart; under a lock, since nobody needs it to be fast.
    let last = Lock<UInt64?>(nil)
    let leavesRebuilt = Atomic<Int>(0)
    let leavesSplit = Atomic<Int>(0)

    /// The greatest key in the tree.
    static let greatestKey = UInt64.max - 1

    /// An empty index.
    public convenience init(options: ALEXOptions = ALEXOptions()) throws(IndexError) {
        try self.init(ascending: [], payloads: [], options: options)
    }

    /// An index of the given entries.
    ///
    /// - Parameters:
    ///   - keys: Ascending, each once.
    ///   - payloads: One for each key.
    ///   - options: How the index is laid out.
    /// - Throws: ``IndexError/duplicateRow(_:)`` when a key comes twice,
    ///   ``IndexError/unsupported(_:)`` when keys do not ascend or payloads are not as many,
    ///   ``IndexError/notEnoughMemory(needed:allowed:)``.
    /// - Complexity: O(n).
    public init(
        ascending keys: [UInt64],
        payloads: [UInt64],
        options: ALEXOptions = ALEXOptions()
    ) throws(IndexError) {
        try options.validate()
        guard keys.count == payloads.count else {
            throw .unsupported("\(keys.count) keys with \(payloads.count) payloads")
        }
        for index in 1..<max(1, keys.count) where keys[index - 1] >= keys[index] {
            if keys[index - 1] == keys[index] { throw .duplicateRow(keys[index]) }
            throw .unsupported("keys that do not ascend")
        }
        let memory = try ALEXMemory(limitBytes: options.memoryLimitBytes)
        let hasLast = keys.last == .max
        let count = keys.count - (hasLast ? 1 : 0)
        let top = try ALEXIndex.build(memory, options, keys, payloads, count: count)
        self.memory = memory
        self.options = options
        root = Atomic(top.bits)
        entryCount.store(keys.count, ordering: .relaxed)
        if hasLast { last.withLock { $0 = payloads.last } }
    }

    private static func build(
        _ memory: ALEXMemory,
        _ options: ALEXOptions,
        _ keys: [UInt64],
        _ payloads: [UInt64],
        count: Int
    ) throws(IndexError) -> ALEXReference {
        var result: Result<ALEXReference, IndexError> = .failure(.cancelled)
        // An empty array lends no address, but a builder wants one.
        let (keys, payloads) = keys.isEmpty ? ([0], [0]) : (keys, payloads)
        keys.withUnsafeBufferPointer { keys in
            payloads.withUnsafeBufferPointer { payloads in
                guard let keys = keys.baseAddress, let payloads = payloads.baseAddress else {
                    return
                }
                var builder = ALEXBuilder(
                    memory: memory,
                    options: options,
                    keys: keys,
                    payloads: payloads,
                    count: count
                )
                do throws(IndexError) {
                    result = .success(
                        try builder.build(0..<count, lowest: 0, highest: greatestKey)
                    )
                    builder.publish()
                } catch { result = .failure(error) }
            }
        }
        return try result.get()
    }

    /// Entries in the index.
    public var count: Int { entryCount.load(ordering: .acquiring) }

    /// The unsigned number that orders like a signed key.
    @inlinable
    public static func order(of key: Int64) -> UInt64 {
        UInt64(bitPattern: key) ^ 0x8000_0000_0000_0000
    }

    /// The signed key that an ordering number stands for.
    @inlinable
    public static func key(ofOrder order: UInt64) -> Int64 {
        Int64(bitPattern: order ^ 0x8000_0000_0000_0000)
    }
}
