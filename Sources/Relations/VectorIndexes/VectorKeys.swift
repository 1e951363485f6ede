// SPDX-License-Identifier: Apache-2.0

import Indexes
import Schemas
import Storage
import Values
import Vectors

/// Where the vectors that an index holds are stored, one for each of its rows.
///
/// An index over a plain column reads them from the `vectors` family, where they are anyway. One
/// over an expression, part of the rows or a column of bits keeps its own in `entries`:
///
/// ```
/// entries  u32 storage id of the index | u64 row id        value: the vector's stored form
/// ```
///
/// So what an index holds of a row can be read at any snapshot without evaluating anything.
struct VectorKeys: Sendable {
    let family: ColumnFamily
    /// What the keys begin with; eight bytes of row id follow.
    let prefix: [UInt8]

    init(_ index: IndexDescription, tableStorageID: UInt32) {
        if !index.keepsKeysInEntries, let column = index.keys.first?.column {
            family = .vectors
            prefix = RowKey.vectors(tableStorageID, column)
        } else {
            family = .entries
            prefix = RowKey.bigEndian(index.storageID)
        }
    }

    /// The key of row `rowID`.
    func key(_ rowID: UInt64) -> [UInt8] {
        var key = [UInt8]()
        key.reserveCapacity(prefix.count + 8)
        key.append(contentsOf: prefix)
        RowKey.append(rowID, to: &key)
        return key
    }

    /// Every row's key.
    var range: KeyRange { KeyRange(prefix: prefix) }

    /// Reads the vectors of `rowIDs` and lends each that has one.
    func read(
        _ rowIDs: [UInt64],
        from view: ReadView,
        _ body: (_ rowID: UInt64, UnsafeRawBufferPointer) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        var start = 0
        while start < rowIDs.count {
            let chunk = rowIDs[start..<min(start + 1024, rowIDs.count)]
            start += chunk.count
            var keys = KeyList()
            for rowID in chunk { keys.append(key(rowID).span.bytes) }
            var values = PinnedValues()
            try stored { () throws(StorageError) in try view.get(family, keys, into: &values) }
            for (position, rowID) in chunk.enumerated() where values.exists(position) {
                try values.bytes(position).withUnsafeBytes { bytes throws(DatabaseError) in
                    try body(rowID, bytes)
                }
            }
        }
    }

    /// Lends the vectors of all rows, in the order of their ids, until `body` answers false.
    func readAll(
        from view: ReadView,
        _ body: (_ rowID: UInt64, UnsafeRawBufferPointer) throws(DatabaseError) -> Bool
    ) throws(DatabaseError) {
        var options = ScanOptions()
        options.batchBytes = 1 << 20
        options.fillsCache = false
        var scan = view.scan(family, range, options)
        while try stored({ () throws(StorageError) in try scan.next() }) {
            for entry in 0..<scan.count {
                guard let rowID = RowKey.rowID(in: scan.key(entry)) else {
                    throw TableLayout.damaged
                }
                let goesOn = try scan.value(entry).withUnsafeBytes { bytes throws(DatabaseError) in
                    try body(rowID, bytes)
                }
                if !goesOn { return }
            }
        }
    }
}

/// Stored vectors in the form that indexes read: aligned, in memory of its own that is used again.
struct AlignedVector {
    private var words: [UInt64] = []

    /// Copies the stored form `bytes` of a vector of `element` and lends it.
    ///
    /// - Throws: XX001 when the bytes are no stored form, and what `body` throws.
    mutating func lend<Result>(
        _ bytes: UnsafeRawBufferPointer,
        as element: VectorElement,
        _ body: (VectorView) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        let header = element == .sparse || element == .bit ? 4 : 0
        guard bytes.count >= max(1, header) else { throw TableLayout.damaged }
        let needed = (bytes.count + 7) / 8
        if words.count < needed { words = Array(repeating: 0, count: needed) }
        var span = words.mutableSpan
        return try span.withUnsafeMutableBytes { target throws(DatabaseError) in
            let content = UnsafeRawBufferPointer(rebasing: bytes[header...])
            target.copyMemory(from: content)
            let copy = UnsafeRawBufferPointer(rebasing: target[..<content.count])
            switch element {
            case .float32:
                guard content.count % 4 == 0 else { throw TableLayout.damaged }
                return try body(.float32(copy.assumingMemoryBound(to: Float.self)))
            case .float16:
                guard content.count % 2 == 0 else { throw TableLayout.damaged }
                return try body(.float16(copy.assumingMemoryBound(to: UInt16.self)))
            case .bit:
                let count = Int(bytes.loadUnaligned(as: UInt32.self))
                guard (count + 7) / 8 == content.count else { throw TableLayout.damaged }
                return try body(.bits(copy.assumingMemoryBound(to: UInt8.self), count: count))
            case .sparse:
                let dimension = Int(bytes.loadUnaligned(as: Int32.self))
                guard content.count % 8 == 0, dimension > 0 else { throw TableLayout.damaged }
                let half = content.count / 2
                return try body(
                    .sparse(
                        dimension: dimension,
                        indices: UnsafeRawBufferPointer(rebasing: copy[..<half])
                            .assumingMemoryBound(to: Int32.self),
                        values: UnsafeRawBufferPointer(rebasing: copy[half...])
                            .assumingMemoryBound(to: Float.self)
                    )
                )
            }
        }
    }
}
