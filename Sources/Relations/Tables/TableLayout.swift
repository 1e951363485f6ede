// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

/// How the rows of a table are laid out as bytes.
///
/// ```
/// value of a row   u64 LE writer | row bytes of every column ever added (RowEncoder)
/// ```
///
/// The writer is the number of the transaction that wrote this version; it tells versions apart and
/// shows as `xmin`. A vector column is a boolean in here, true when the row has a vector; the
/// vector itself is in the `vectors` family. Dropped columns are NULL.
final class TableLayout: Sendable {
    static let headerLength = 8

    let storageID: UInt32
    /// What it was made of; kept, so that nothing else can come to lie at its address.
    private let columns: [ColumnDescription]
    /// What the columns' values are, dropped ones included.
    let types: [SQLType]
    let encoder: RowEncoder
    /// Positions (from 0) of the live columns, in order.
    let live: [Int]
    /// Positions of live columns that are kept in the `vectors` family.
    let vectors: [Int]

    init(_ table: TableDescription) throws(DatabaseError) {
        storageID = table.storageID
        columns = table.columns
        types = table.columns.map(\.type)
        var stored: [SQLType] = []
        var missing: [Value] = []
        for column in table.columns {
            if column.isStoredOutOfRow {
                stored.append(.bool)
                missing.append(.null)
            } else {
                stored.append(column.type)
                if let text = column.missingValue {
                    missing.append(try TypeCodec.parse(text, as: column.type, Formatting()))
                } else {
                    missing.append(.null)
                }
            }
        }
        encoder = RowEncoder(types: stored, missing: missing)
        live = table.columns.indices.filter { !table.columns[$0].isDropped }
        vectors = live.filter { table.columns[$0].isStoredOutOfRow }
    }

    /// Whether this is still the layout of `table`.
    func describes(_ table: TableDescription) -> Bool {
        guard storageID == table.storageID, types.count == table.columns.count else { return false }
        // Nearly always it is the very array, which takes longer to compare than a row to read.
        if columns.isSameArray(as: table.columns) { return true }
        // The count alone says little: what was dropped may have come back with a rollback, and
        // what a later definition made of the columns may look the same from afar.
        return zip(columns, table.columns).allSatisfy { $0.isStored(as: $1) }
    }

    /// The writer of a stored row.
    static func writer(of row: RawSpan) throws(DatabaseError) -> UInt64 {
        guard row.byteCount >= headerLength else { throw damaged }
        return UInt64(littleEndian: row.unsafeLoadUnaligned(as: UInt64.self))
    }

    static let damaged = DatabaseError(
        .dataCorrupted,
        "stored row is damaged",
        hint: "Restore the data directory from a backup."
    )
}

extension ColumnDescription {
    /// Whether rows hold this column as they hold `other`.
    fileprivate func isStored(as other: ColumnDescription) -> Bool {
        guard type == other.type, isDropped == other.isDropped else { return false }
        guard let missingValue, let otherValue = other.missingValue else {
            return missingValue == nil && other.missingValue == nil
        }
        return missingValue.utf8.elementsEqual(otherValue.utf8)
    }
}

extension Array {
    /// Whether both are one array in memory, which therefore have the same elements.
    fileprivate func isSameArray(as other: [Element]) -> Bool {
        withUnsafeBufferPointer { left in
            other.withUnsafeBufferPointer { right in
                left.count == right.count && left.baseAddress == right.baseAddress
            }
        }
    }
}
