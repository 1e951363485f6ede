// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The groups of one grouping set while rows are added to them.
final class GroupingSet {
    /// The keys that tell its groups apart, by position.
    private let positions: [Int]
    private let keyTypes: [SQLType]
    private let calls: [AggregateCall]
    /// Whether the keys are needed once all rows are there.
    private let keepsKeys: Bool

    private var table = KeyTable()
    private var keyRows: RowBuffer
    private var accumulators: [any GroupAccumulator]
    private var deferred: [DeferredRows?]

    init(
        _ positions: [Int],
        keyTypes: [SQLType],
        calls: [AggregateCall],
        keepsKeys: Bool,
        _ context: EvaluationContext
    ) {
        self.positions = positions
        self.keyTypes = keyTypes
        self.calls = calls
        self.keepsKeys = keepsKeys && !positions.isEmpty
        keyRows = RowBuffer(positions.map { keyTypes[$0] })
        accumulators = calls.map { $0.makeAccumulator(context) }
        deferred = calls.map { $0.isDeferred ? DeferredRows($0) : nil }
    }

    /// Adds rows with those keys and inputs; the rows that made new groups come back.
    func add(
        _ keys: [Column],
        count: Int,
        _ inputs: [AggregateCall.Input],
        _ run: StatementRun
    ) throws(DatabaseError) -> [Int] {
        let columns = positions.map { keys[$0] }
        var next = table.count
        let bytes = try KeyBytes(columns, count: count)
        let groups = try table.insert(bytes, run.memory)
        var first: [Int] = []
        for (row, group) in groups.enumerated() where group == next {
            first.append(row)
            next += 1
        }
        if keepsKeys, !first.isEmpty {
            try keyRows.append(
                Batch(columns: columns, count: count).gathering(first),
                run.memory
            )
        }
        for (index, input) in inputs.enumerated() {
            let wanted = input.rows.map { rows in rows.map { groups[$0] } } ?? groups
            if deferred[index] != nil {
                try deferred[index]?.append(calls[index], input, wanted, run.memory)
            } else {
                accumulators[index].reserve(groups: table.count)
                try accumulators[index].accumulate(input.arguments, groups: wanted)
            }
        }
        return first
    }

    /// The groups: their keys, NULL for those of other sets, their groupings and results.
    func finish(
        _ specification: AggregateOperator.Specification,
        _ run: StatementRun
    ) throws(DatabaseError) -> Batch {
        let count = positions.isEmpty ? 1 : table.count
        var columns: [Column] = []
        for (position, type) in keyTypes.enumerated() {
            if let index = positions.firstIndex(of: position) {
                columns.append(keyRows.rows.columns[index])
            } else {
                columns.append(Column(type, repeating: .null, count: count))
            }
        }
        for keys in specification.groupings {
            // The first key is the most significant bit; set when the key is not grouped by.
            let mask = keys.reduce(Int32(0)) { $0 << 1 | (positions.contains($1) ? 0 : 1) }
            columns.append(Column(.int4, repeating: .int32(mask), count: count))
        }
        for (index, call) in calls.enumerated() {
            accumulators[index].reserve(groups: count)
            try deferred[index]?.feed(call, into: accumulators[index])
            try run.checkInterrupts()
            columns.append(try accumulators[index].finish())
        }
        return Batch(columns: columns, count: count)
    }

    func forget(_ memory: MemoryAccount) {
        table.removeAll(memory)
        keyRows.removeAll(memory)
        for index in deferred.indices { deferred[index]?.removeAll(memory) }
    }
}
