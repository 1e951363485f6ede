// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Schemas
import Values

/// The rows in ranges of an ordered index, in its order.
final class IndexScanOperator: Operator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let source: ScanSource
        let index: IndexDescription
        let ranges: IndexRanges
        let isBackward: Bool
        /// For an index-only scan: the key that holds each stored column.
        let keyColumns: [Int]?
        let filter: ScanFilter

        /// Whether each range is a whole key of a unique index, which has a row or has not.
        var isLookUp: Bool {
            index.isUnique && ranges.prefix.count == index.keys.count && !ranges.hasNullKey
        }
    }

    private let specification: Specification
    private var ranges: [EntryRange]?
    private var rangeIndex = 0
    private let isLookUp: Bool
    private var cursor: EntryCursor?

    /// The first batches are small: most scans are asked for a row or a few.
    private static let firstBatch = 128
    private var limit = firstBatch

    init(_ frame: PlanFrame, _ specification: Specification) {
        self.specification = specification
        isLookUp = specification.isLookUp
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while let batch = try nextBatch() {
            if let result = try specification.filter.apply(batch, frame) { return result }
        }
        return nil
    }

    private func nextBatch() throws(DatabaseError) -> Batch? {
        if ranges == nil {
            let ascending = try specification.ranges.ranges(context)
            ranges = specification.isBackward ? ascending.reversed() : ascending
        }
        guard let ranges else { return nil }
        if isLookUp { return try lookUp(ranges) }
        while rangeIndex < ranges.count {
            try run.checkInterrupts()
            if cursor == nil {
                cursor = try run.transaction.entryScan(
                    specification.index,
                    ranges[rangeIndex],
                    backward: specification.isBackward
                )
                run.countScans(of: specification.index.storageID)
            }
            if let cursor, let batch = try read(cursor) { return batch }
            cursor = nil
            rangeIndex += 1
        }
        return nil
    }

    private func lookUp(_ ranges: [EntryRange]) throws(DatabaseError) -> Batch? {
        let source = specification.source
        while rangeIndex < ranges.count {
            try run.checkInterrupts()
            let end = min(rangeIndex + limit, ranges.count)
            run.countScans(end - rangeIndex, of: specification.index.storageID)
            let found = try run.transaction.lookUp(
                specification.index,
                ranges[rangeIndex..<end].map(\.prefix),
                decodesKeys: specification.keyColumns != nil
            )
            rangeIndex = end
            limit = Batch.capacity
            run.countScanned(found.rowIDs.count, of: specification.index.storageID)
            if found.rowIDs.isEmpty { continue }
            if let keyColumns = specification.keyColumns {
                return source.batch(
                    keyColumns.map { found.keys[$0] },
                    rowIDs: found.rowIDs,
                    writers: []
                )
            }
            let rows = try source.fetch(found.rowIDs, run.transaction).batch
            if rows.count > 0 { return rows }
        }
        return nil
    }

    private func read(_ cursor: EntryCursor) throws(DatabaseError) -> Batch? {
        defer { limit = Batch.capacity }
        let source = specification.source
        if let keyColumns = specification.keyColumns {
            guard let entries = try cursor.nextWithKeys(limit: limit) else { return nil }
            run.countScanned(entries.rowIDs.count, of: specification.index.storageID)
            return source.batch(
                keyColumns.map { entries.keys[$0] },
                rowIDs: entries.rowIDs,
                writers: []
            )
        }
        guard let rowIDs = try cursor.next(limit: limit) else { return nil }
        run.countScanned(rowIDs.count, of: specification.index.storageID)
        return try source.fetch(rowIDs, run.transaction).batch
    }

    override func rescan() {
        ranges = nil
        rangeIndex = 0
        cursor = nil
        limit = Self.firstBatch
    }

    override func close() { cursor = nil }
}
