// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Set-returning functions of a select list: each input row repeats for the rows they return.
final class ProjectSetOperator: Operator {
    private let input: Operator
    private let calls: [SetCall]
    private let slots: [Int]?

    /// The input batch being expanded, its arguments per call, and the row that comes next.
    private var batch: Batch?
    private var arguments: [[Column]] = []
    private var row = 0
    /// The rows of each call for the current input row, and the next of them.
    private var results: [[[Value]]] = []
    private var position = 0

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
        results = []
        position = 0
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
            let longest = results.map(\.count).max() ?? 0
            guard position < longest else {
                row += 1
                guard row < batch.count else { break }
                try run.checkInterrupts()
                try call(row)
                continue
            }
            for (index, result) in results.enumerated() {
                let fields = position < result.count ? result[position] : nil
                values[index].append(calls[index].value(fields))
            }
            rows.append(row)
            position += 1
        }
        guard !rows.isEmpty else { return nil }
        return Batch(columns: batch.gathering(rows).columns + values, count: rows.count)
    }

    private func call(_ row: Int) throws(DatabaseError) {
        results = []
        position = 0
        for (index, call) in calls.enumerated() {
            let values = arguments[index].map { $0[row] }
            results.append(try call.rows(values, context))
        }
    }

    override func rescan() throws(DatabaseError) {
        batch = nil
        try input.rescan()
    }

    override func close() { input.close() }
}
