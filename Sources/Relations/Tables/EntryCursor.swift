// SPDX-License-Identifier: Apache-2.0

import Schemas
import Storage
public import Values

/// A range of an ordered index: equal values for leading keys, then bounds on the next one.
public struct EntryRange: Sendable {
    /// Values of the leading keys; NULL matches NULL (IS NULL).
    public var prefix: [Value]
    /// The least value of the key after the prefix, by the type's ordering.
    public var lower: Bound?
    /// The greatest value of the key after the prefix.
    public var upper: Bound?
    /// Whether the key after the prefix must not be NULL.
    public var excludesNulls: Bool

    /// One end of a range.
    public struct Bound: Sendable {
        /// The value.
        public var value: Value
        /// Whether the value itself is in the range.
        public var isInclusive: Bool

        /// One end of a range.
        public init(_ value: Value, isInclusive: Bool) {
            self.value = value
            self.isInclusive = isInclusive
        }
    }

    /// A range made of its parts.
    public init(
        prefix: [Value] = [],
        lower: Bound? = nil,
        upper: Bound? = nil,
        excludesNulls: Bool = false
    ) {
        self.prefix = prefix
        self.lower = lower
        self.upper = upper
        self.excludesNulls = excludesNulls
    }
}

/// A pass over a range of an ordered index.
///
/// Where a learned index has the entries in memory they are read there, as long as it holds what
/// the pass is to see; the others are read from storage.
public final class EntryCursor {
    private let index: IndexDescription
    private let view: ReadView
    private let isBackward: Bool
    private let learned: LearnedReader?
    /// What is read of storage now.
    private var scan: EntryScan?
    /// What comes after it, the next last.
    private var rest: [LearnedKeys.Part] = []
    /// Entries to read from memory at a time: few at first, since most scans are asked for a row or
    /// a few, then as many as rows are read of together.
    private var runLength = 32

    init(
        _ view: ReadView,
        _ index: IndexDescription,
        _ range: EntryRange,
        backward: Bool,
        learned: LearnedReader?
    ) throws(DatabaseError) {
        self.index = index
        self.view = learned?.view ?? view
        isBackward = backward
        self.learned = learned
        if let learned {
            rest = try learned.parts(of: range, index)
            if !backward { rest.reverse() }
        } else {
            // Begun at once: what the transaction writes from now on is not to be seen.
            let range = try EntryKey.range(index, range)
            scan = EntryScan(view, index, range, backward: backward)
        }
    }

    /// The ids of the next rows, at most `limit`; nil at the end.
    ///
    /// - Throws: XX002 when an entry is damaged.
    public func next(limit: Int) throws(DatabaseError) -> [UInt64]? {
        while true {
            if let scan {
                if let rowIDs = try scan.next(limit: limit) { return rowIDs }
                self.scan = nil
            }
            guard let part = rest.popLast() else { return nil }
            if let run = read(part, limit) { return run.rowIDs }
        }
    }

    /// The ids and key values of the next rows, at most `limit`; nil at the end.
    ///
    /// - Throws: XX002 when an entry is damaged.
    public func nextWithKeys(
        limit: Int
    ) throws(DatabaseError) -> (rowIDs: [UInt64], keys: [Column])? {
        while true {
            if let scan {
                if let entries = try scan.nextWithKeys(limit: limit) { return entries }
                self.scan = nil
            }
            guard let part = rest.popLast() else { return nil }
            if let run = read(part, limit), let learned {
                return (run.rowIDs, [learned.map.keys.column(run.keys)])
            }
        }
    }

    /// Reads the beginning of a part from memory, or begins to read it from storage; nil when there
    /// is nothing in memory.
    private func read(_ part: LearnedKeys.Part, _ limit: Int) -> LearnedMap.Run? {
        guard let learned, case .numbers(let numbers) = part else {
            if case .entries(let range) = part { begin(range) }
            return nil
        }
        let length = min(limit, runLength)
        runLength = StoredRows.greatestCount
        guard let run = learned.read(numbers, limit: length, backward: isBackward) else {
            begin(learned.map.keys.entries(numbers))
            return nil
        }
        if let left = run.rest { rest.append(.numbers(left)) }
        if let marked = run.marked { rest.append(.entries(learned.map.keys.entries(marked))) }
        return run.rowIDs.isEmpty ? nil : run
    }

    private func begin(_ range: KeyRange) {
        scan = EntryScan(view, index, range, backward: isBackward)
    }
}
