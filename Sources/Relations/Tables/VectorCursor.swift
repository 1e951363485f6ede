// SPDX-License-Identifier: Apache-2.0

import Storage
public import Values

/// A pass over the stored bytes of one vector column, in the order of row ids, without copying.
///
/// What exact search runs on: the kernels read the vectors where the storage engine has them.
public final class VectorCursor {
    private var scan: Scan
    private var rowIDs: [UInt64] = []

    init(_ view: ReadView, storageID: UInt32, column: Int16) {
        var options = ScanOptions()
        options.batchBytes = 1 << 20
        scan = view.scan(
            .vectors,
            KeyRange(prefix: RowKey.vectors(storageID, column)),
            options
        )
    }

    /// Lends the next vectors to `body`: row ids, where each vector's bytes are (unaligned), and
    /// how many bytes each has; false at the end.
    ///
    /// The addresses are valid inside `body` only.
    public func next(
        _ body: (
            _ rowIDs: [UInt64], _ vectors: UnsafeBufferPointer<UnsafePointer<UInt8>>,
            _ sizes: UnsafeBufferPointer<UInt32>
        ) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Bool {
        guard try stored({ () throws(StorageError) in try scan.next() }) else { return false }
        rowIDs.removeAll(keepingCapacity: true)
        try scan.withUnsafeBatch { batch throws(DatabaseError) in
            for entry in 0..<batch.count {
                guard let rowID = RowKey.rowID(in: batch.key(entry)) else {
                    throw TableLayout.damaged
                }
                rowIDs.append(rowID)
            }
            try body(rowIDs, batch.values, batch.valueSizes)
        }
        return true
    }
}
