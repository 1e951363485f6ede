// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// What a statement sees: one snapshot, and a transaction's own writes on top of it, all of them or
/// those made up to a mark.
///
/// Cheap to copy. Used by the thread of its transaction only.
public struct ReadView {
    let engine: Engine
    /// The committed state it sees.
    public let snapshot: Snapshot
    let transaction: Transaction?
    /// Where the transaction's writes are seen up to; nil is all.
    let mark: WritesMark?

    /// The transaction's handle when what is seen of its writes may be in `family`; reads of others
    /// skip it.
    func writer(_ family: ColumnFamily) -> OpaquePointer? {
        guard let transaction, mark?.hasWritten(family) ?? transaction.hasWritten(family) else {
            return nil
        }
        return transaction.handle
    }

    /// The transaction, when a read may be of entries that it has added and not yet made readable.
    var unsettled: Transaction? { mark == nil ? transaction : nil }

    /// Reads the value of `key` into `value` without copying it; false when there is none.
    ///
    /// - Throws: ``StorageError/corruption(_:)``, ``StorageError/io(_:)``.
    /// - Complexity: About 1.5 microseconds from the block cache.
    public func get(
        _ family: ColumnFamily,
        _ key: RawSpan,
        into value: inout PinnedValue
    ) throws(StorageError) -> Bool {
        try unsettled?.settle(family, key)
        let target = value.prepare(engine)
        return try key.withBytes { key throws(StorageError) in
            try checked { status in
                crocks_get(
                    engine.handle,
                    writer(family),
                    mark?.handle,
                    snapshot.handle,
                    family.rawValue,
                    key,
                    target,
                    status
                )
            }
        }
    }

    /// The value of `key`, copied; nil when there is none.
    public func get(_ family: ColumnFamily, _ key: RawSpan) throws(StorageError) -> [UInt8]? {
        var value = PinnedValue()
        guard try get(family, key, into: &value) else { return nil }
        return value.bytes.withUnsafeBytes { Array($0) }
    }

    /// Reads the values of many keys, about twice as fast as one by one.
    ///
    /// - Parameters:
    ///   - family: Where the keys are.
    ///   - keys: Any order; ascending ones are faster with `areSorted`.
    ///   - areSorted: A promise that the keys ascend.
    ///   - values: Receives one value per key, in the order of the keys.
    /// - Throws: ``StorageError/corruption(_:)``, ``StorageError/io(_:)``.
    public func get(
        _ family: ColumnFamily,
        _ keys: KeyList,
        areSorted: Bool = false,
        into values: inout PinnedValues
    ) throws(StorageError) {
        try unsettled?.settle(family, keys)
        let target = values.prepare(engine, count: keys.count)
        try keys.bytes.span.withUnsafeBytes { bytes throws(StorageError) in
            try keys.ends.span.withUnsafeBufferPointer { ends throws(StorageError) in
                guard let bytes = bytes.baseAddress, let start = ends.baseAddress else { return }
                try checked { status in
                    crocks_get_many(
                        engine.handle,
                        writer(family),
                        mark?.handle,
                        snapshot.handle,
                        family.rawValue,
                        bytes,
                        start,
                        ends.count,
                        areSorted,
                        target,
                        status
                    )
                }
            }
        }
    }

    /// Starts a scan of `range`; own writes made after this call are not seen by it.
    public func scan(
        _ family: ColumnFamily,
        _ range: KeyRange,
        _ options: ScanOptions = ScanOptions()
    ) -> Scan {
        Scan(self, family, range, options)
    }
}
