// SPDX-License-Identifier: Apache-2.0

import Indexes
import Storage
import Synchronization

/// The committed entries of a learned index in memory: key to row, the newest state only.
///
/// A key of more than one row is *marked*: its rows are in the entries, where readers look then. It
/// stays marked when rows of it go, since which one is left is not known here.
///
/// The map answers a reader exactly when nothing changed it after the reader's snapshot. That works
/// like a sequence lock: commits say their number before they change anything, readers check it
/// after they have read. So nobody waits, and no versions are kept.
final class LearnedMap: Sendable {
    /// The payload of a key with several rows; row ids are far below.
    private static let mark = UInt64.max
    /// Deletions of rows of marked keys from which the map is worth making anew, when they are as
    /// many as its keys.
    private static let leastStale = 1 << 16

    let storageID: UInt32
    let keys: LearnedKeys
    private let isUnique: Bool
    private let index: ALEXIndex
    /// The newest commit that changed the map, or that it was made from.
    private let newestChange: Atomic<UInt64>
    /// Rows of marked keys that were deleted.
    private let staleCount = Atomic<Int>(0)

    /// A map of entries as of `lsn`.
    ///
    /// - Parameters:
    ///   - entries: What is in it.
    ///   - index: The index it belongs to.
    ///   - lsn: The commit that the entries are as of.
    /// - Throws: ``IndexError/notEnoughMemory(needed:allowed:)``, ``IndexError/system(_:)``.
    init(_ entries: Entries, of index: LearnedIndex, at lsn: LSN) throws(IndexError) {
        storageID = index.storageID
        keys = index.keys
        isUnique = index.isUnique
        self.index = try ALEXIndex(
            ascending: entries.numbers,
            payloads: entries.payloads,
            options: index.options
        )
        newestChange = Atomic(lsn.rawValue)
    }

    /// Entries in the order of their keys, for a map to be made of.
    struct Entries {
        fileprivate var numbers: [UInt64] = []
        fileprivate var payloads: [UInt64] = []

        /// How many keys there are.
        var count: Int { numbers.count }

        /// Adds an entry whose key is not below those before.
        mutating func append(_ number: UInt64, rowID: UInt64) {
            if number == numbers.last {
                payloads[payloads.count - 1] = LearnedMap.mark
            } else {
                numbers.append(number)
                payloads.append(rowID)
            }
        }
    }

    // MARK: - Changes, by one thread at a time

    /// Takes over what the commit `lsn` did.
    ///
    /// - Throws: ``IndexError/notEnoughMemory(needed:allowed:)``, ``IndexError/system(_:)``; the
    ///   map must be retired then.
    func apply(_ changes: [LearnedChange], at lsn: LSN) throws(IndexError) {
        announce(lsn.rawValue)
        for change in changes {
            switch change {
            case .put(let key, let rowID): try put(key, rowID)
            case .delete(let key, let rowID): try delete(key, rowID)
            case .unmapped: break
            }
        }
    }

    /// Lets no reader use the map any more.
    func retire() { announce(.max) }

    private func announce(_ change: UInt64) {
        newestChange.store(change, ordering: .relaxed)
        // Pairs with the acquire fence of isCurrent(at:): a reader that saw any of what follows
        // sees the number too.
        atomicMemoryFence(ordering: .releasing)
    }

    private func put(_ key: UInt64, _ rowID: UInt64) throws(IndexError) {
        if isUnique {
            try index.update(key, rowID)
        } else if try !index.insert(key, rowID), index.payload(of: key) != rowID {
            try index.update(key, Self.mark)
        }
    }

    private func delete(_ key: UInt64, _ rowID: UInt64) throws(IndexError) {
        guard !isUnique else {
            index.remove(key)
            return
        }
        switch index.payload(of: key) {
        case rowID: index.remove(key)
        case Self.mark: staleCount.add(1, ordering: .relaxed)
        default: break
        }
    }

    /// Whether marked keys have lost so many rows that the map is worth making anew.
    var isStale: Bool {
        let count = staleCount.load(ordering: .relaxed)
        return count >= Self.leastStale && count >= index.count
    }

    // MARK: - Reading

    /// Whether what was read of the map is what a snapshot at `lsn` sees.
    func isCurrent(at lsn: LSN) -> Bool {
        atomicMemoryFence(ordering: .acquiring)
        return newestChange.load(ordering: .relaxed) <= lsn.rawValue
    }

    /// What the map says about a key.
    enum Answer {
        case none
        case row(UInt64)
        /// Several rows, or one that is left of several, or none: the entries say.
        case marked
    }

    /// The row of a key; to be followed by ``isCurrent(at:)``.
    func row(of key: UInt64) -> Answer {
        guard let payload = index.payload(of: key) else { return .none }
        return payload == Self.mark ? .marked : .row(payload)
    }

    /// The first keys of a range, or the last ones.
    struct Run {
        /// Ascending, or descending when read backward.
        var keys: [UInt64]
        var rowIDs: [UInt64]
        /// The keys after those of the run, the first of them marked, up to the end of what was
        /// read; nil when none is marked.
        var marked: ClosedRange<UInt64>?
        /// The rest of the range; nil when nothing is left.
        var rest: ClosedRange<UInt64>?
    }

    /// The first keys of `range`, at most `limit`, up to the first marked one; to be followed by
    /// ``isCurrent(at:)``.
    func read(_ range: ClosedRange<UInt64>, limit: Int, backward: Bool) -> Run {
        var found = 0
        var payloads: [UInt64] = []
        let keys = [UInt64](unsafeUninitializedCapacity: limit) { keys, count in
            payloads = [UInt64](unsafeUninitializedCapacity: limit) { payloads, payloadCount in
                found =
                    backward
                    ? index.copyBackward(range, keys: keys, payloads: payloads)
                    : index.copy(range, keys: keys, payloads: payloads)
                payloadCount = found
            }
            count = found
        }
        var run = Run(keys: keys, rowIDs: payloads)
        guard let last = keys.last else { return run }
        if found == limit {
            if backward, last > range.lowerBound { run.rest = range.lowerBound...last - 1 }
            if !backward, last < range.upperBound { run.rest = last + 1...range.upperBound }
        }
        if let position = payloads.firstIndex(of: Self.mark) {
            run.marked = backward ? last...keys[position] : keys[position]...last
            run.keys.removeSubrange(position...)
            run.rowIDs.removeSubrange(position...)
        }
        return run
    }
}
