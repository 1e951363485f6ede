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
public final class EntryCursor {
    private let index: IndexDescription
    private var scan: Scan
    private var offset = 0

    init(
        _ view: ReadView,
        _ index: IndexDescription,
        _ range: EntryRange,
        backward: Bool
    )
        throws(DatabaseError)
    {
        self.index = index
        var options = ScanOptions()
        options.isReverse = backward
        // Most ranges are a single entry; larger ones grow with each batch.
        options.batchCount = 128
        scan = view.scan(.entries, try EntryKey.range(index, range), options)
    }

    /// The ids of the next rows, at most `limit`; nil at the end.
    ///
    /// - Throws: XX002 when an entry is damaged.
    public func next(limit: Int) throws(DatabaseError) -> [UInt64]? {
        guard try load() else { return nil }
        let start = offset
        let end = min(scan.count, start + limit)
        offset = end
        return try scan.withUnsafeBatch { batch throws(DatabaseError) in
            var rowIDs: [UInt64] = []
            rowIDs.reserveCapacity(end - start)
            for entry in start..<end {
                rowIDs.append(try EntryKey.rowID(key: batch.key(entry), value: batch.value(entry)))
            }
            return rowIDs
        }
    }

    /// The ids and key values of the next rows, at most `limit`; nil at the end.
    ///
    /// - Throws: XX002 when an entry is damaged.
    public func nextWithKeys(
        limit: Int
    ) throws(DatabaseError) -> (rowIDs: [UInt64], keys: [Column])? {
        guard try load() else { return nil }
        let start = offset
        let end = min(scan.count, start + limit)
        offset = end
        let index = index
        return try scan.withUnsafeBatch { batch throws(DatabaseError) in
            var rowIDs: [UInt64] = []
            var keys = index.keys.map { Column($0.type, capacity: end - start) }
            for entry in start..<end {
                let key = batch.key(entry)
                rowIDs.append(try EntryKey.rowID(key: key, value: batch.value(entry)))
                try EntryKey.decode(key.withUnsafeBytes { Array($0) }, index, into: &keys)
            }
            return (rowIDs, keys)
        }
    }

    private func load() throws(DatabaseError) -> Bool {
        if offset < scan.count { return true }
        offset = 0
        return try stored { () throws(StorageError) in try scan.next() }
    }
}
