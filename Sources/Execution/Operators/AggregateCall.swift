// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// One aggregate call, compiled.
struct AggregateCall: Sendable {
    let aggregate: Aggregate
    let arguments: [Evaluator]
    let filter: Evaluator?
    let isDistinct: Bool
    let order: SortSpecification
    let type: SQLType

    /// Whether rows must be kept until all are there: to be sorted, or to drop duplicates.
    var isDeferred: Bool { isDistinct || !order.evaluators.isEmpty }

    /// What a batch gives the call: its arguments, the order's keys and the rows that count.
    struct Input {
        let arguments: [Column]
        let orderKeys: [Column]
        /// The rows that FILTER lets through; nil for all.
        let rows: [Int]?
    }

    /// Evaluates the call's arguments over `batch`.
    func input(
        _ batch: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Input {
        var batch = batch
        var rows: [Int]?
        if let filter {
            // Arguments are evaluated for the rows that count only: others may be errors.
            let matches = try filter.matches(batch, context)
            if matches.count < batch.count {
                rows = matches
                batch = batch.gathering(matches)
            }
        }
        var columns: [Column] = []
        for argument in arguments { columns.append(try argument.evaluate(batch, context)) }
        var keys: [Column] = []
        for key in order.evaluators { keys.append(try key.evaluate(batch, context)) }
        return Input(arguments: columns, orderKeys: keys, rows: rows)
    }

    /// An accumulator for the call.
    func makeAccumulator(_ context: EvaluationContext) -> any GroupAccumulator {
        aggregate.makeAccumulator(context, arguments.map(\.type), type)
    }
}

/// The rows of a call that are kept until all are there.
struct DeferredRows {
    private var rows: RowBuffer
    private var groups: [Int] = []
    /// What DISTINCT has seen: groups with argument values.
    private var seen = KeyTable()

    init(_ call: AggregateCall) {
        rows = RowBuffer(call.arguments.map(\.type) + call.order.evaluators.map(\.type))
    }

    /// Keeps the rows of `input`, which belong to `groups`.
    mutating func append(
        _ call: AggregateCall,
        _ input: AggregateCall.Input,
        _ groups: [Int],
        _ memory: MemoryAccount
    ) throws(DatabaseError) {
        let batch = Batch(columns: input.arguments + input.orderKeys, count: groups.count)
        guard call.isDistinct else {
            try rows.append(batch, memory)
            self.groups += groups
            return
        }
        let numbers = Column(.int8, .int64(groups.map { Int64($0) }))
        var next = seen.count
        let keys = try KeyBytes([numbers] + input.arguments, count: groups.count)
        var kept: [Int] = []
        for (row, key) in try seen.insert(keys, memory).enumerated() where key == next {
            kept.append(row)
            next += 1
        }
        try rows.append(batch.keeping(kept), memory)
        self.groups += kept.map { groups[$0] }
    }

    /// Hands the rows to `accumulator`, group by group, each in the call's order.
    ///
    /// Rows that DISTINCT left without an order come in the order of the arguments, as
    /// PostgreSQL, which finds duplicates by sorting, hands them over.
    func feed(
        _ call: AggregateCall,
        into accumulator: any GroupAccumulator
    ) throws(DatabaseError) {
        let arguments = Array(rows.rows.columns.prefix(call.arguments.count))
        var keys = [Column(.int8, .int64(groups.map { Int64($0) }))]
        var orders = [SortKeyBytes.Order(isDescending: false, nullsFirst: false)]
        keys += rows.rows.columns.dropFirst(call.arguments.count)
        orders += call.order.orders
        if call.isDistinct {
            keys += arguments
            orders += arguments.map { _ in
                SortKeyBytes.Order(isDescending: false, nullsFirst: false)
            }
        }
        var bytes = SortKeyBytes()
        try bytes.append(keys, orders, count: rows.count)
        let order = bytes.sortedRows()
        var position = 0
        while position < order.count {
            let end = min(position + Batch.capacity, order.count)
            let chunk = Array(order[position..<end])
            try accumulator.accumulate(
                arguments.map { $0.gathering(chunk) },
                groups: chunk.map { groups[$0] }
            )
            position = end
        }
    }

    mutating func removeAll(_ memory: MemoryAccount) {
        rows.removeAll(memory)
        seen.removeAll(memory)
        groups = []
    }
}
