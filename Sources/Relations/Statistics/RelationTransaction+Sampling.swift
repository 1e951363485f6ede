// SPDX-License-Identifier: Apache-2.0

import Platform
public import Schemas
import Storage
public import Values

/// What was learned of a table besides the sampled rows.
public struct SampledTable: Sendable {
    /// How many rows were sampled.
    public var sampleCount: Int
    /// How many rows there are, estimated unless every row was looked at.
    public var rowCount: Double
    /// The greatest row id; 0 for an empty table.
    public var lastRowID: UInt64
    /// Pages of 8 KiB that rows, vectors and index entries take.
    public var pageCount: UInt32
}

/// Random samples of tables, for ANALYZE.
extension RelationTransaction {
    /// Reads about `count` random rows of `table`, or all if it has no more, and lends them to
    /// `body` in batches.
    ///
    /// Every row is as likely as any other: ids are drawn from the range in use and looked up, and
    /// the share of them that exist tells how many rows there are. A small table, and one of whose
    /// ids few exist, has its keys read instead.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - columns: The columns wanted, by number; of a column stored out of the row a boolean
    ///     tells whether there is a value.
    ///   - count: How many rows.
    ///   - generator: What the draws come from.
    ///   - body: Gets row ids, not in order, and the columns.
    /// - Returns: How many rows there are, and how many of them `body` got.
    /// - Throws: XX001, 57014, what `body` throws.
    /// - Complexity: one to two microseconds a row.
    public func sample(
        _ table: TableDescription,
        columns: [Int16],
        count: Int,
        using generator: inout some RandomNumberGenerator,
        _ body: ([UInt64], [Column]) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> SampledTable {
        let layout = try cluster.layouts.layout(of: table)
        let own = rowChanges[table.storageID] ?? RowChanges()
        analyzedChanges[table.storageID] =
            cluster.rowIdentifiers.counts(table.storageID).changedSinceAnalysis + own.total
        let view = view()
        var result = SampledTable(sampleCount: 0, rowCount: 0, lastRowID: 0, pageCount: 0)
        result.pageCount = pageCount(of: table)
        guard let first = try view.endRowID(table.storageID, isFirst: true),
            let last = try view.endRowID(table.storageID, isFirst: false)
        else { return result }
        result.lastRowID = last
        let reader = SampleReader(view, layout, columns)
        let span = Double(last - first) + 1
        let live = cluster.estimatedRowCount(table.storageID) + Double(own.inserted - own.deleted)
        if span <= Double(count) * 3 || (live <= 500_000 && live < span * 0.05) {
            let ids = try reader.allIDs { () throws(DatabaseError) in try checkInterrupt() }
            result.rowCount = Double(ids.count)
            let chosen = ids.chosen(count, using: &generator)
            try read(chosen, reader) { (rowIDs, columns) throws(DatabaseError) in
                result.sampleCount += rowIDs.count
                try body(rowIDs, columns)
            }
            return result
        }
        var drawn: Set<UInt64> = []
        // Looking up ten ids for each row wanted is as much as this may cost; and drawing most of a
        // range goes on for long, because what was drawn before does not count.
        let limit = min(count * 10, Int(span / 2))
        while result.sampleCount < count * 9 / 10, drawn.count < limit {
            let missing = Double(count - result.sampleCount)
            let share = drawn.isEmpty ? 1 : Double(result.sampleCount) / Double(drawn.count)
            let wanted = min(Double(limit - drawn.count), missing / max(share, 0.01) + 1)
            var ids: [UInt64] = []
            for _ in 0..<Int(wanted) {
                let id = UInt64.random(in: first...last, using: &generator)
                if drawn.insert(id).inserted { ids.append(id) }
            }
            ids.sort()
            try read(ids, reader) { (rowIDs, columns) throws(DatabaseError) in
                result.sampleCount += rowIDs.count
                try body(rowIDs, columns)
            }
        }
        result.rowCount = (Double(result.sampleCount) / Double(drawn.count) * span).rounded()
        return result
    }

    private func read(
        _ ids: [UInt64],
        _ reader: SampleReader,
        _ body: ([UInt64], [Column]) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        var start = 0
        while start < ids.count {
            try checkInterrupt()
            let end = min(ids.count, start + Batch.capacity)
            try reader.read(ids[start..<end], body)
            start = end
        }
    }

    private func checkInterrupt() throws(DatabaseError) {
        if interrupt.isRaised { throw .interrupted(interrupt.reason) }
    }

    private func pageCount(of table: TableDescription) -> UInt32 {
        UInt32(clamping: (cluster.approximateBytes(ofStorage: table.storageID) + 8_191) / 8_192)
    }

    /// After the commit: changes from before the analyses that `changes` catalogue count no more.
    func noteAnalyses(_ changes: [CatalogChange]) {
        for case .put(.statistics(let statistics)) in changes {
            guard let before = analyzedChanges.removeValue(forKey: statistics.storageID) else {
                continue
            }
            cluster.rowIdentifiers.noteAnalysis(
                statistics.storageID,
                rows: statistics.rowCount,
                changes: before
            )
        }
    }
}

/// Reads rows for a sample: some of their columns as they are in the row.
private struct SampleReader {
    let view: ReadView
    let layout: TableLayout
    /// Positions in the row, ascending and distinct.
    let wanted: [Int]
    /// For each column asked for its place in ``wanted``.
    let places: [Int]

    init(_ view: ReadView, _ layout: TableLayout, _ columns: [Int16]) {
        self.view = view
        self.layout = layout
        let positions = columns.map { Int($0) - 1 }
        let wanted = Set(positions).sorted()
        self.wanted = wanted
        places = positions.map { position in wanted.firstIndex(of: position) ?? 0 }
    }

    /// The ids of all rows, ascending.
    func allIDs(
        _ check: () throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> [UInt64] {
        var options = ScanOptions()
        options.keysOnly = true
        var scan = view.scan(.rows, KeyRange(prefix: RowKey.table(layout.storageID)), options)
        var ids: [UInt64] = []
        while try stored({ () throws(StorageError) in try scan.next() }) {
            try check()
            try scan.withUnsafeBatch { batch throws(DatabaseError) in
                for entry in 0..<batch.count {
                    guard let id = RowKey.rowID(in: batch.key(entry)) else {
                        throw TableLayout.damaged
                    }
                    ids.append(id)
                }
            }
        }
        return ids
    }

    /// Lends those of the rows `ids`, ascending, that exist to `body`.
    func read(
        _ ids: ArraySlice<UInt64>,
        _ body: ([UInt64], [Column]) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        var keys = KeyList()
        for id in ids { keys.append(RowKey.row(layout.storageID, id).span.bytes) }
        var values = PinnedValues()
        try stored { () throws(StorageError) in
            try view.get(.rows, keys, areSorted: true, into: &values)
        }
        var columns = wanted.map { Column(layout.encoder.types[$0], capacity: ids.count) }
        var rowIDs: [UInt64] = []
        for (position, id) in ids.enumerated() where values.exists(position) {
            let bytes = values.bytes(position)
            guard bytes.byteCount >= TableLayout.headerLength else { throw TableLayout.damaged }
            try layout.encoder.decode(
                bytes.extracting(TableLayout.headerLength..<bytes.byteCount),
                wanted: wanted,
                into: &columns
            )
            rowIDs.append(id)
        }
        if rowIDs.isEmpty { return }
        try body(rowIDs, places.map { columns[$0] })
    }
}

extension [UInt64] {
    /// `count` of these, ascending when these are; all when there are no more.
    fileprivate func chosen(
        _ count: Int,
        using generator: inout some RandomNumberGenerator
    ) -> [UInt64] {
        if self.count <= count { return self }
        // Selection sampling, Knuth volume 2, algorithm S.
        var chosen: [UInt64] = []
        chosen.reserveCapacity(count)
        for (index, id) in enumerated() {
            let left = self.count - index
            if Int.random(in: 0..<left, using: &generator) < count - chosen.count {
                chosen.append(id)
            }
        }
        return chosen
    }
}
