// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

extension RelationTransaction {
    /// The rows that have `keys` in a unique index, in the order of the keys: at most one for each.
    ///
    /// A look-up of whole keys needs no cursor: it is one read, and for keys that do not exist the
    /// filters of the table files save even that.
    ///
    /// - Parameters:
    ///   - index: A unique index.
    ///   - keys: A value for every key of the index, none of them NULL.
    ///   - decodesKeys: Whether the values of the keys, as the index holds them, are wanted too.
    /// - Returns: The ids of the rows; the columns of the keys, empty unless `decodesKeys`.
    /// - Throws: XX002 when an entry is damaged.
    public func lookUp(
        _ index: IndexDescription,
        _ keys: [[Value]],
        decodesKeys: Bool
    ) throws(DatabaseError) -> (rowIDs: [UInt64], keys: [Column]) {
        try noteRead(of: index.table)
        if let reader = learnedReader(index), let found = reader.lookUp(keys) {
            return (found.rowIDs, decodesKeys ? [reader.map.keys.column(found.numbers)] : [])
        }
        var columns: [Column] = []
        if decodesKeys { columns = index.keys.map { Column($0.type, capacity: keys.count) } }
        let view = view()
        let rowIDs =
            keys.count == 1
            ? try lookUp(index, keys[0], view, &columns)
            : try lookUp(index, all: keys, view, &columns)
        return (rowIDs, columns)
    }

    private func lookUp(
        _ index: IndexDescription,
        _ values: [Value],
        _ view: ReadView,
        _ columns: inout [Column]
    ) throws(DatabaseError) -> [UInt64] {
        let key = try EntryKey.unique(index, values)
        var value = PinnedValue()
        let exists = try stored { () throws(StorageError) in
            try view.get(.entries, key.span.bytes, into: &value)
        }
        guard exists else { return [] }
        if !columns.isEmpty { try EntryKey.decode(key, index, into: &columns) }
        return [try EntryKey.rowID(ofUnique: value.bytes)]
    }

    private func lookUp(
        _ index: IndexDescription,
        all keys: [[Value]],
        _ view: ReadView,
        _ columns: inout [Column]
    ) throws(DatabaseError) -> [UInt64] {
        var list = KeyList()
        for key in keys {
            let entry = try EntryKey.unique(index, key)
            list.append(entry.span.bytes)
        }
        let (positions, rowIDs) = try rowIDs(ofUnique: list, view)
        if !columns.isEmpty {
            for position in positions {
                try EntryKey.decode(list.key(position), index, into: &columns)
            }
        }
        return rowIDs
    }

    /// Which of `keys`, entries of a unique index, exist, and the rows they point at.
    private func rowIDs(
        ofUnique keys: KeyList,
        _ view: ReadView
    ) throws(DatabaseError) -> (positions: [Int], rowIDs: [UInt64]) {
        var positions: [Int] = []
        var rowIDs: [UInt64] = []
        var values = PinnedValues()
        try stored { () throws(StorageError) in try view.get(.entries, keys, into: &values) }
        for position in 0..<keys.count where values.exists(position) {
            positions.append(position)
            rowIDs.append(try EntryKey.rowID(ofUnique: values.bytes(position)))
        }
        return (positions, rowIDs)
    }
}
