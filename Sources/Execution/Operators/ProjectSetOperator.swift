// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Set-returning functions of a select list: each input row repeats for the rows they return.
final class ProjectSetOperator: Operator {
    private let input: Operator
    private let calls: [SetCall]
    private let slots: [Int]?

    /// The input batch being expanded, its arguments per call, and the current row.
    private var batch: Batch?
    private var arguments: [[Column]] = []
    private var row = 0
    /// What each call returns for the current row.
    private var readers: [SeriesReader] = []

    init(_ frame: PlanFrame, _ input: Operator, _ calls: [SetCall], _ slots: [Int]?) {
        self.input = input
        self.calls = calls
        self.slots = slots
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while true {
            if batch == nil {
                guard let next = try input.next() else { return nil }
                try start(next)
            }
            guard let batch else { return nil }
            if let expanded = try expand(batch) { return expanded.selecting(slots) }
            self.batch = nil
        }
    }

    private func start(_ next: Batch) throws(DatabaseError) {
        batch = next
        row = -1
        readers = []
        arguments = []
        for call in calls {
            var columns: [Column] = []
            for argument in call.arguments {
                columns.append(try argument.evaluate(next, context))
            }
            arguments.append(columns)
        }
    }

    /// Up to a batch of rows of the current input batch; nil when it is used up.
    private func expand(_ batch: Batch) throws(DatabaseError) -> Batch? {
        var rows: [Int] = []
        var values = calls.map { Column($0.type) }
        while rows.count < Batch.capacity {
            let count = try take(Batch.capacity - rows.count, into: &values)
            if count > 0 {
                rows += [Int](repeating: row, count: count)
                continue
            }
            row += 1
            guard row < batch.count else { break }
            try run.checkInterrupts()
            readers = []
            for (index, call) in calls.enumerated() {
                readers.append(try call.reader(arguments[index].map { $0[row] }, context))
            }
        }
        guard !rows.isEmpty else { return nil }
        return Batch(columns: batch.gathering(rows).columns + values, count: rows.count)
    }

    /// Adds up to `limit` rows of the current input row to `values`; how many there were.
    private func take(_ limit: Int, into values: inout [Column]) throws(DatabaseError) -> Int {
        var pieces: [Batch] = []
        for reader in readers { pieces.append(try reader.take(limit)) }
        let count = pieces.map(\.count).max() ?? 0
        for (index, piece) in pieces.enumerated() {
            let column = calls[index].value(piece)
            values[index].append(contentsOf: column)
            for _ in piece.count..<max(piece.count, count) { values[index].append(.null) }
        }
        return count
    }

    override func rescan() throws(DatabaseError) {
        batch = nil
        try input.rescan()
    }

    override func close() { input.close() }
}

extension SetCall {
    /// The rows as one column: the only one they have, or records of several.
    fileprivate func value(_ rows: Batch) -> Column {
        if rows.columns.count == 1 { return rows.columns[0].retyped(type) }
        let types = columnTypes
        let records = (0..<rows.count).map { row in
            Value.record(RecordValue(types: types, values: rows.row(row), names: names))
        }
        return Column(type, values: records)
    }
}
