// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// A transaction's writes as they were at one point, for readers that must not see later ones.
///
/// While it lives, what the transaction writes over is kept in memory. It serves until the
/// transaction ends or returns to a savepoint before it.
public final class WritesMark {
    /// Nil when nothing had been written: then there is nothing to keep.
    let handle: OpaquePointer?
    private let written: UInt8

    /// No writes at all.
    private init() {
        handle = nil
        written = 0
    }

    /// What `transaction` has written.
    fileprivate init(_ transaction: OpaquePointer, _ written: UInt8) {
        handle = crocks_mark_writes(transaction)
        self.written = written
    }

    deinit { if let handle { crocks_release_writes_mark(handle) } }

    func hasWritten(_ family: ColumnFamily) -> Bool { written & family.bit != 0 }

    /// What a transaction has written before its first write.
    public static var empty: WritesMark { WritesMark() }
}

extension Transaction {
    /// Marks what has been written so far.
    ///
    /// - Throws: ``StorageError/diskFull(_:)``, ``StorageError/io(_:)`` from what was added before.
    /// - Complexity: O(1); afterwards each first write of a key takes some four microseconds more.
    public func markWrites() throws(StorageError) -> WritesMark {
        guard written != 0 else { return .empty }
        try settle()
        return WritesMark(begun(), written)
    }
}
