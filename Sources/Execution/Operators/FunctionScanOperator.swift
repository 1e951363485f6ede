// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The rows of functions in FROM, side by side.
final class FunctionScanOperator: Operator {
    /// One function and its columns.
    struct Item: Sendable {
        let source: Source
        let types: [SQLType]
    }

    /// What makes the rows of an item.
    enum Source: Sendable {
        case set(SetCall)
        case scalar(Evaluator)
    }

    private let items: [Item]
    private let hasOrdinality: Bool
    private let filter: ScanFilter
    /// The rows of each item; nil before the functions have been called.
    private var results: [[[Value]]]?
    private var position = 0

    init(_ frame: PlanFrame, _ items: [Item], hasOrdinality: Bool, _ filter: ScanFilter) {
        self.items = items
        self.hasOrdinality = hasOrdinality
        self.filter = filter
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if results == nil { results = try call() }
        guard let results else { return nil }
        let count = results.map(\.count).max() ?? 0
        while position < count {
            try run.checkInterrupts()
            let end = min(position + Batch.capacity, count)
            defer { position = end }
            if let batch = try filter.apply(batch(results, position..<end), frame) {
                return batch
            }
        }
        return nil
    }

    private func batch(_ results: [[[Value]]], _ rows: Range<Int>) -> Batch {
        var columns: [Column] = []
        for (item, result) in zip(items, results) {
            for (index, type) in item.types.enumerated() {
                var column = Column(type, capacity: rows.count)
                for row in rows {
                    let fields = row < result.count ? result[row] : []
                    column.append(index < fields.count ? fields[index] : .null)
                }
                columns.append(column)
            }
        }
        if hasOrdinality {
            columns.append(Column(.int8, .int64(rows.map { Int64($0) + 1 })))
        }
        return Batch(columns: columns, count: rows.count)
    }

    private func call() throws(DatabaseError) -> [[[Value]]] {
        var results: [[[Value]]] = []
        for item in items {
            switch item.source {
            case .set(let call):
                var values: [Value] = []
                for argument in call.arguments { values.append(try argument.value(context)) }
                results.append(try call.rows(values, context))
            case .scalar(let evaluator):
                let value = try evaluator.value(context)
                if item.types.count > 1, case .record(let fields) = value {
                    results.append([fields.values])
                } else {
                    results.append([[value]])
                }
            }
        }
        return results
    }

    override func rescan() {
        results = nil
        position = 0
    }
}
