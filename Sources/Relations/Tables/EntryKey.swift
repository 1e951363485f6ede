// SPDX-License-Identifier: Apache-2.0

import Schemas
import Storage
import Values

/// The entries of an ordered index.
///
/// ```
/// unique, no NULL in the key      u32 storage id | key          value: u64 BE row id
/// otherwise                       u32 storage id | key | u64 BE row id     value: empty
/// ```
///
/// With NULLS NOT DISTINCT keys that hold NULL are of the first kind too.
enum EntryKey {
    static let prefixLength = 4

    /// The entry of the keys in row `row` of `columns`: its bytes, and whether no other row may
    /// have the same.
    static func make(
        _ index: IndexDescription,
        _ columns: [Column],
        row: Int,
        rowID: UInt64
    ) throws(DatabaseError) -> (key: [UInt8], isUnique: Bool) {
        var encoder = KeyEncoder(prefix: RowKey.entries(index.storageID))
        var hasNull = false
        for (key, column) in zip(index.keys, columns) {
            let value = column[row]
            if value.isNull { hasNull = true }
            try encoder.append(
                value,
                as: key.type,
                descending: key.isDescending,
                nullsFirst: key.nullsFirst
            )
        }
        try checkLength(encoder.bytes.count, index)
        if index.isUnique, !hasNull || index.nullsNotDistinct { return (encoder.bytes, true) }
        RowKey.append(rowID, to: &encoder.bytes)
        return (encoder.bytes, false)
    }

    /// The entry of a unique index whose keys have `values`, none of them NULL.
    static func unique(
        _ index: IndexDescription,
        _ values: [Value]
    ) throws(DatabaseError) -> [UInt8] {
        var encoder = KeyEncoder(prefix: RowKey.entries(index.storageID))
        for (key, value) in zip(index.keys, values) {
            try encoder.append(
                value,
                as: key.type,
                descending: key.isDescending,
                nullsFirst: key.nullsFirst
            )
        }
        return encoder.bytes
    }

    /// Appends the values of the keys of an entry to `columns`, one for each key of the index.
    static func decode(
        _ entry: [UInt8],
        _ index: IndexDescription,
        into columns: inout [Column]
    ) throws(DatabaseError) {
        var decoder = KeyDecoder(entry, from: prefixLength)
        for (position, key) in index.keys.enumerated() {
            columns[position].append(
                try decoder.next(
                    as: key.type,
                    descending: key.isDescending,
                    nullsFirst: key.nullsFirst
                )
            )
        }
    }

    /// PostgreSQL refuses keys that do not fit a third of a page, and so do we.
    private static func checkLength(
        _ length: Int,
        _ index: IndexDescription
    ) throws(DatabaseError) {
        let limit = 2_704
        guard length > limit else { return }
        throw DatabaseError(
            .programLimitExceeded,
            "index row size \(length) exceeds btree version 4 maximum \(limit) "
                + "for index \"\(index.name)\"",
            hint: "Values larger than 1/3 of a buffer page cannot be indexed.\n"
                + "Consider a function index of an MD5 hash of the value, "
                + "or use full text indexing."
        )
    }

    /// The row an entry points at.
    static func rowID(key: RawSpan, value: RawSpan) throws(DatabaseError) -> UInt64 {
        let source = value.byteCount == 8 ? value : key
        guard let rowID = RowKey.rowID(in: source) else { throw damaged }
        return rowID
    }

    /// The row that an entry of the first kind, whose value this is, points at.
    static func rowID(ofUnique value: RawSpan) throws(DatabaseError) -> UInt64 {
        guard value.byteCount == 8, let rowID = RowKey.rowID(in: value) else { throw damaged }
        return rowID
    }

    private static var damaged: DatabaseError {
        DatabaseError(.indexCorrupted, "index entry is damaged", hint: "REINDEX it.")
    }

    /// The keys of `range`.
    static func range(
        _ index: IndexDescription,
        _ range: EntryRange
    ) throws(DatabaseError) -> KeyRange {
        var encoder = KeyEncoder(prefix: RowKey.entries(index.storageID))
        for (key, value) in zip(index.keys, range.prefix) {
            try encoder.append(
                value,
                as: key.type,
                descending: key.isDescending,
                nullsFirst: key.nullsFirst
            )
        }
        let base = encoder.bytes
        guard range.prefix.count < index.keys.count,
            range.lower != nil || range.upper != nil || range.excludesNulls
        else { return KeyRange(prefix: base) }
        let key = index.keys[range.prefix.count]

        func bytes(_ value: Value) throws(DatabaseError) -> [UInt8] {
            var encoder = KeyEncoder(prefix: base)
            try encoder.append(
                value,
                as: key.type,
                descending: key.isDescending,
                nullsFirst: key.nullsFirst
            )
            return encoder.bytes
        }
        // In bytes, a descending key turns the bounds around.
        let first = key.isDescending ? range.upper : range.lower
        let last = key.isDescending ? range.lower : range.upper
        let nulls = try bytes(.null)
        var result = KeyRange(prefix: base)
        if let first {
            let start = try bytes(first.value)
            result.lower = first.isInclusive ? start : KeyRange.successor(ofPrefix: start)
        } else if key.nullsFirst {
            result.lower = KeyRange.successor(ofPrefix: nulls)
        }
        if let last {
            let end = try bytes(last.value)
            result.upper = last.isInclusive ? KeyRange.successor(ofPrefix: end) : end
        } else if !key.nullsFirst {
            result.upper = nulls
        }
        return result
    }
}
