// SPDX-License-Identifier: Apache-2.0

import Storage
public import Values

/// Rows of one table, column by column.
public struct TableBatch: Sendable {
    /// The hidden ids of the rows.
    public let rowIDs: [UInt64]
    /// The columns asked for, in the order asked for.
    public let columns: [Column]
    /// Which transaction wrote each row's version.
    public let writers: [UInt64]
}

/// Which columns of a table a reader wants, split by where they are stored.
struct ColumnSelection {
    /// For each column asked for: its place among ``inRow``, or among ``vectors``.
    private enum Source {
        case inRow(Int)
        case vector(Int)
    }

    /// Positions of the wanted columns in the row bytes, ascending and distinct.
    let inRow: [Int]
    /// Column numbers of the wanted vectors, in the order asked for.
    let vectors: [Int16]
    let layout: TableLayout
    private let sources: [Source]

    init(_ columns: [Int16], of layout: TableLayout) {
        self.layout = layout
        var inRow: [Int] = []
        var vectors: [Int16] = []
        inRow.reserveCapacity(columns.count)
        for column in columns {
            let position = Int(column) - 1
            if layout.vectors.contains(position) {
                vectors.append(column)
                continue
            }
            // Nearly always they ascend already.
            var place = inRow.count
            while place > 0, inRow[place - 1] > position { place -= 1 }
            if place > 0, inRow[place - 1] == position { continue }
            inRow.insert(position, at: place)
        }
        var nextVector = 0
        sources = columns.map { column in
            let position = Int(column) - 1
            if let place = inRow.firstIndex(of: position) { return .inRow(place) }
            nextVector += 1
            return .vector(nextVector - 1)
        }
        self.inRow = inRow
        self.vectors = vectors
    }

    /// Empty columns for ``inRow``.
    func makeRowColumns(capacity: Int) -> [Column] {
        inRow.map { Column(layout.types[$0], capacity: capacity) }
    }

    /// Empty columns for ``vectors``.
    func makeVectorColumns(capacity: Int) -> [Column] {
        vectors.map { Column(layout.types[Int($0) - 1], capacity: capacity) }
    }

    /// The columns in the order asked for.
    func assemble(rowColumns: [Column], vectorColumns: [Column]) -> [Column] {
        sources.map { source in
            switch source {
            case .inRow(let index): rowColumns[index]
            case .vector(let index): vectorColumns[index]
            }
        }
    }

    /// Appends the wanted in-row columns of a stored row.
    func decode(_ stored: RawSpan, into columns: inout [Column]) throws(DatabaseError) {
        guard stored.byteCount >= TableLayout.headerLength else { throw TableLayout.damaged }
        if inRow.isEmpty { return }
        try layout.encoder.decode(
            stored.extracting(TableLayout.headerLength..<stored.byteCount),
            wanted: inRow,
            into: &columns
        )
    }
}

/// A pass over the rows of a table in the order of their ids.
///
/// Sees one snapshot and the transaction's own writes up to when it was made.
public final class TableCursor {
    private let selection: ColumnSelection
    private let view: ReadView
    private var rows: Scan
    private var batchOffset = 0
    private var isAtEnd = false
    private var vectorReaders: [VectorColumnReader]

    init(_ view: ReadView, _ layout: TableLayout, columns: [Int16]) {
        self.view = view
        selection = ColumnSelection(columns, of: layout)
        rows = view.scan(.rows, KeyRange(prefix: RowKey.table(layout.storageID)))
        vectorReaders = selection.vectors.map { column in
            VectorColumnReader(view, layout, column: column)
        }
    }

    /// The next rows, at most `limit`; nil at the end.
    ///
    /// - Throws: XX001 when stored bytes are damaged.
    public func next(limit: Int) throws(DatabaseError) -> TableBatch? {
        var rowIDs: [UInt64] = []
        var writers: [UInt64] = []
        rowIDs.reserveCapacity(limit)
        writers.reserveCapacity(limit)
        var columns = selection.makeRowColumns(capacity: limit)
        while rowIDs.count < limit, !isAtEnd {
            if batchOffset == rows.count {
                batchOffset = 0
                if try !stored({ () throws(StorageError) in try rows.next() }) {
                    isAtEnd = true
                    break
                }
            }
            let start = batchOffset
            let end = min(rows.count, start + limit - rowIDs.count)
            batchOffset = end
            let selection = selection
            try rows.withUnsafeBatch { batch throws(DatabaseError) in
                for entry in start..<end {
                    guard let rowID = RowKey.rowID(in: batch.key(entry)) else {
                        throw TableLayout.damaged
                    }
                    let value = batch.value(entry)
                    try selection.decode(value, into: &columns)
                    writers.append(try TableLayout.writer(of: value))
                    rowIDs.append(rowID)
                }
            }
        }
        if rowIDs.isEmpty { return nil }
        var vectors: [Column] = []
        for reader in vectorReaders { vectors.append(try reader.column(for: rowIDs)) }
        return TableBatch(
            rowIDs: rowIDs,
            columns: selection.assemble(rowColumns: columns, vectorColumns: vectors),
            writers: writers
        )
    }
}

/// Reads one vector column beside a scan of the rows: both go in the order of row ids.
final class VectorColumnReader {
    /// A gap of more rows than this is jumped over rather than read through.
    private static let seekGap: UInt64 = 64

    private let type: SQLType
    private let prefix: [UInt8]
    private var scan: Scan
    private var offset = 0
    private var isAtEnd = false

    init(_ view: ReadView, _ layout: TableLayout, column: Int16) {
        type = layout.types[Int(column) - 1]
        prefix = RowKey.vectors(layout.storageID, column)
        scan = view.scan(.vectors, KeyRange(prefix: prefix))
    }

    /// The vectors of `rowIDs`, ascending; NULL where a row has none.
    func column(for rowIDs: [UInt64]) throws(DatabaseError) -> Column {
        var column = Column(type, capacity: rowIDs.count)
        for rowID in rowIDs {
            guard try advance(to: rowID) else {
                column.append(.null)
                continue
            }
            let entry = offset
            let type = type
            column.append(
                try scan.withUnsafeBatch { batch throws(DatabaseError) in
                    try VectorBytes.value(batch.value(entry), type: type)
                }
            )
        }
        return column
    }

    /// Moves to the first vector at or after `rowID`; whether it is that row's.
    private func advance(to rowID: UInt64) throws(DatabaseError) -> Bool {
        while !isAtEnd {
            if offset == scan.count {
                offset = 0
                if try !stored({ () throws(StorageError) in try scan.next() }) { isAtEnd = true }
                continue
            }
            let found = try self.rowID(at: offset)
            if found >= rowID { return found == rowID }
            let last = try self.rowID(at: scan.count - 1)
            if last < rowID, rowID - last > Self.seekGap {
                var key = prefix
                RowKey.append(rowID, to: &key)
                scan.seek(key.span.bytes)
                offset = 0
                continue
            }
            offset += 1
        }
        return false
    }

    private func rowID(at entry: Int) throws(DatabaseError) -> UInt64 {
        try scan.withUnsafeBatch { batch throws(DatabaseError) in
            guard let rowID = RowKey.rowID(in: batch.key(entry)) else { throw TableLayout.damaged }
            return rowID
        }
    }
}
