// SPDX-License-Identifier: Apache-2.0

import Relations
import Schemas
import Values

/// Rows in the order of their distances, without an end but the table's.
///
/// An index hands rows out in about that order. Half of what has been read is held back, so that a
/// row that comes a little late is still put in its place.
final class VectorRowStream {
    private let reader: VectorIndexReader
    private let stream: VectorStream
    private let filter: RowSurvey?
    /// The table, when rows without a vector are to come at the end.
    private let table: TableDescription?
    private let isStrict: Bool
    private let frame: PlanFrame
    /// Rows read and not handed out, nearest first.
    private var waiting: [VectorMatch] = []
    private var isStreamDone = false
    /// Rows of the index that were seen, when ``table`` needs to know.
    private var seen: Set<UInt64> = []
    private var rest: TableCursor?
    private var last = -Float.infinity

    init(
        _ reader: VectorIndexReader,
        _ query: Value,
        _ settings: VectorSearchSettings,
        filter: RowSurvey?,
        table: TableDescription?,
        method: VectorIndexParameters.Method,
        _ frame: PlanFrame
    ) throws(DatabaseError) {
        self.reader = reader
        stream = try reader.stream(query, settings.options)
        self.filter = filter
        self.table = table
        isStrict = settings.iterativeScan(method) == .strictOrder
        self.frame = frame
    }

    /// What it cost so far.
    var statistics: VectorSearchStatistics { reader.statistics }

    /// The ids of the next rows; nil at the end.
    func next() throws(DatabaseError) -> [UInt64]? {
        while !isStreamDone {
            try frame.run.checkInterrupts()
            let batch = try stream.next()
            isStreamDone = batch.isEmpty
            if table != nil { seen.formUnion(batch.map(\.rowID)) }
            try take(batch)
            let count = isStreamDone ? waiting.count : waiting.count / 2
            let ready = waiting[..<count].filter { !isStrict || $0.distance >= last }
            waiting.removeFirst(count)
            guard let farthest = ready.last else { continue }
            last = max(last, farthest.distance)
            return ready.map(\.rowID)
        }
        return try nextWithoutVector()
    }

    private func take(_ batch: [VectorMatch]) throws(DatabaseError) {
        if batch.isEmpty { return }
        if let filter {
            for position in try filter.positions(of: batch.map(\.rowID), frame) {
                waiting.append(batch[position])
            }
        } else {
            waiting += batch
        }
        waiting.sort { $0.distance < $1.distance }
    }

    private func nextWithoutVector() throws(DatabaseError) -> [UInt64]? {
        guard let table else { return nil }
        if rest == nil { rest = try frame.run.transaction.scan(table, columns: []) }
        while let rows = try rest?.next(limit: Batch.capacity) {
            try frame.run.checkInterrupts()
            var rowIDs = rows.rowIDs.filter { !seen.contains($0) }
            if let filter {
                rowIDs = try filter.positions(of: rowIDs, frame).map { rowIDs[$0] }
            }
            if !rowIDs.isEmpty { return rowIDs }
        }
        return nil
    }
}
